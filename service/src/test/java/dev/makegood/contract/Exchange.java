package dev.makegood.contract;

import java.net.URI;
import java.net.http.HttpHeaders;

/** One request and its answer, as they went over the wire. */
record Exchange(
        String method, URI uri, HttpHeaders sent, String sentBody, int status, HttpHeaders received, String body) {

    String path() {
        return uri.getRawPath();
    }

    String contentType() {
        return received.firstValue("Content-Type").orElse("");
    }

    @Override
    public String toString() {
        return method + " " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + "\n"
                + sentBody + "\n-> " + status + " " + contentType() + "\n" + body;
    }
}
