package dev.makegood.contract;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One request and its answer, as they went over the wire.
 *
 * @param octets the body, each octet as the character of its number
 */
record Exchange(
        String method, URI uri, HttpHeaders sent, String sentBody, int status, HttpHeaders received, String octets) {

    private static final Pattern CODE = Pattern.compile("(?i)\\bMG[ -]?([0-9A-Z]{4}[ -]?){4}[0-9A-Z]\\b");

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

    /** Codes travel in bodies: an address is kept in too many places, and a header in some. */
    boolean tellsACodeOutsideOfABody() {
        return Stream.of(
                        Stream.of(uri.getPath(), uri.getQuery()),
                        texts(sent).filter(text -> !text.startsWith("Bearer ")),
                        texts(received))
                .flatMap(texts -> texts)
                .anyMatch(text -> text != null && CODE.matcher(text).find());
    }

    private static Stream<String> texts(HttpHeaders headers) {
        return headers.map().values().stream().flatMap(List::stream);
    }

    @Override
    public String toString() {
        return method + " " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + "\n"
                + sentBody + "\n-> " + status + " " + contentType() + "\n" + body();
    }
}
