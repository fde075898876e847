package dev.makegood.contract;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * One request and its answer, as they went over the wire.
 *
 * @param octets the body, each octet as the character of its number
 */
record Exchange(
        String method, URI uri, HttpHeaders sent, String sentBody, int status, HttpHeaders received, String octets) {

    byte[] bytes() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    String body() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    boolean json() {
        return contentType().endsWith("json");
    }

    String path() {
        return uri.getRawPath();
    }

    String contentType() {
        return received.firstValue("Content-Type").orElse("");
    }

    @Override
    public String toString() {
        return method + " " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + "\n"
                + sentBody + "\n-> " + status + " " + contentType() + "\n" + body();
    }
}
