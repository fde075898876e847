package dev.makegood.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client of the HTTP tests. Whatever it sends must be as the contract says unless the test calls it bad, and
 * whatever comes back must be as the contract says in any case.
 */
public final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final Supplier<URI> server;
    private final @Nullable Supplier<String> token;
    private final Map<String, String> headers;
    private final boolean bad;
    private final int oneIn;

    private Api(
            Supplier<URI> server,
            @Nullable Supplier<String> token,
            Map<String, String> headers,
            boolean bad,
            int oneIn) {
        this.server = server;
        this.token = token;
        this.headers = headers;
        this.bad = bad;
        this.oneIn = oneIn;
    }

    /** A client without a token. */
    public static Api at(Supplier<URI> server) {
        return new Api(server, null, Map.of(), false, 1);
    }

    /** The same client as somebody. */
    public Api with(Supplier<String> bearer) {
        return new Api(server, bearer, headers, bad, oneIn);
    }

    /** The same client with a further header; an empty value takes the header away. */
    public Api header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(server, token, more, bad, oneIn);
    }

    /** The same client for requests that break the contract on purpose. */
    public Api bad() {
        return new Api(server, token, headers, true, oneIn);
    }

    /** The same client for a great many requests, of which only one in so many is held against the contract. */
    public Api checkedOneIn(int many) {
        return new Api(server, token, headers, bad, many);
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** Posts JSON under an idempotency key. */
    public Answer post(String path, String key, String json) {
        return send("POST", path, json, Map.of("Idempotency-Key", key));
    }

    /** Posts JSON without a key. */
    public Answer post(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    public Answer put(String path, String key, String json) {
        return send("PUT", path, json, Map.of("Idempotency-Key", key));
    }

    /** Sends anything. */
    public Answer send(String method, String path, @Nullable String body, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>();
        if (token != null) {
            all.put("Authorization", "Bearer " + token.get());
        }
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(more);
        all.putAll(headers);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.get().resolve(path)).timeout(TIMEOUT);
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        Exchange exchange = exchange(request.build(), body == null ? "" : body);
        return ThreadLocalRandom.current().nextInt(oneIn) == 0 ? checked(exchange) : new Answer(exchange);
    }

    private static Exchange exchange(HttpRequest request, String body) {
        try {
            HttpResponse<String> response =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
            return new Exchange(
                    request.method(),
                    request.uri(),
                    request.headers(),
                    body,
                    response.statusCode(),
                    response.headers(),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer checked(Exchange exchange) {
        Optional<Operation> operation = Contract.get().find(exchange.method(), exchange.path());
        List<String> faults = new ArrayList<>();
        if (exchange.tellsACodeOutsideOfABody()) {
            faults.add("a code outside of a body");
        }
        if (operation.isEmpty() || !operation.get().statuses().contains(exchange.status())) {
            // What the framework refuses on any path is not documented for each of them, but has the same shape.
            if (!bad || exchange.status() < 400) {
                faults.add("not in the contract");
            }
            faults.addAll(problemFaults(exchange));
        } else {
            Coverage.note(operation.get(), exchange.status());
            faults.addAll(operation.get().checkResponse(exchange));
            if (!bad) {
                faults.addAll(operation.get().checkRequest(exchange));
            }
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("breaks the contract:\n" + String.join("\n", faults) + "\n" + exchange);
        }
        return new Answer(exchange);
    }

    private static List<String> problemFaults(Exchange exchange) {
        if (!exchange.contentType().equals("application/problem+json")) {
            return List.of("not a problem: " + exchange.contentType());
        }
        return Contract.get().schemas().check("/components/schemas/Problem", exchange.body());
    }
}
