package dev.makegood.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One operation of the contract, and what it says about an exchange. */
final class Operation {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final Contract contract;
    private final String template;
    private final String method;
    private final String pointer;
    private final Pattern path;
    private final List<String> variables = new ArrayList<>();

    Operation(Contract contract, String template, String method) {
        this.contract = contract;
        this.template = template;
        this.method = method;
        this.pointer = "/paths/" + Contract.escaped(template) + "/" + method;
        Matcher variable = VARIABLE.matcher(template);
        var regex = new StringBuilder();
        int end = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(template.substring(end, variable.start())))
                    .append("([^/]+)");
            variables.add(variable.group(1));
            end = variable.end();
        }
        this.path = Pattern.compile(
                regex.append(Pattern.quote(template.substring(end))).toString());
    }

    String id() {
        return node().path("operationId").asText();
    }

    String method() {
        return method.toUpperCase(Locale.ROOT);
    }

    String template() {
        return template;
    }

    List<String> variables() {
        return variables;
    }

    boolean isOpen() {
        return node().has("security") && node().path("security").isEmpty();
    }

    boolean hasBody() {
        return node().has("requestBody");
    }

    /** Does it bind what it does to an idempotency key? What only answers does not. */
    boolean isKeyed() {
        for (var parameter : node().path("parameters")) {
            if (parameter.path("$ref").asText().endsWith("/IdempotencyKey")) {
                return true;
            }
        }
        return false;
    }

    Set<String> roles() {
        var roles = new TreeSet<String>();
        node().path("x-roles").forEach(role -> roles.add(role.asText()));
        return roles;
    }

    Set<Integer> statuses() {
        var statuses = new TreeSet<Integer>();
        node().path("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        return statuses;
    }

    boolean serves(String requestMethod, String requestPath) {
        return requestMethod.equalsIgnoreCase(method)
                && path.matcher(requestPath).matches();
    }

    private JsonNode node() {
        return contract.at(pointer);
    }

    /** What is wrong with the request. */
    List<String> checkRequest(Exchange exchange) {
        List<String> faults = new ArrayList<>();
        Map<String, String> query = query(exchange.uri().getRawQuery());
        Matcher match = path.matcher(exchange.path());
        boolean matches = match.matches();
        Set<String> known = new TreeSet<>();
        for (String place : parameters()) {
            JsonNode parameter = contract.at(place);
            String name = parameter.path("name").asText();
            String value = switch (parameter.path("in").asText()) {
                case "path" -> matches ? match.group(variables.indexOf(name) + 1) : null;
                case "header" -> exchange.sent().firstValue(name).orElse(null);
                default -> {
                    known.add(name);
                    yield query.get(name);
                }
            };
            if (value != null) {
                faults.addAll(checkText("request " + name, place + "/schema", value));
            } else if (parameter.path("required").asBoolean()) {
                faults.add("request lacks " + name);
            }
        }
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add("request has the undocumented parameter " + name));
        if (hasBody()) {
            String body = contract.resolved(pointer + "/requestBody") + "/content/application~1json/schema";
            faults.addAll(
                    prefixed("request body", contract.schemas().check(contract.resolved(body), exchange.sentBody())));
        }
        return faults;
    }

    /** What is wrong with the answer. */
    List<String> checkResponse(Exchange exchange) {
        String response = pointer + "/responses/" + exchange.status();
        if (contract.at(response).isMissingNode()) {
            return List.of("status " + exchange.status() + " is not documented");
        }
        String place = contract.resolved(response);
        List<String> faults = new ArrayList<>(checkHeaders(exchange, place));
        JsonNode content = contract.at(place + "/content");
        if (content.isMissingNode()) {
            if (!exchange.body().isEmpty()) {
                faults.add("response has a body that is not documented");
            }
        } else if (!content.has(exchange.contentType())) {
            faults.add("content type " + exchange.contentType() + " is not documented");
        } else {
            String schema = place + "/content/" + Contract.escaped(exchange.contentType()) + "/schema";
            // What is not JSON is one text to its schema.
            String json = exchange.json()
                    ? exchange.body()
                    : TextNode.valueOf(exchange.body()).toString();
            faults.addAll(prefixed("response body", contract.schemas().check(contract.resolved(schema), json)));
        }
        return faults;
    }

    private List<String> checkHeaders(Exchange exchange, String response) {
        List<String> faults = new ArrayList<>();
        contract.at(response + "/headers").fieldNames().forEachRemaining(name -> {
            String header = contract.resolved(response + "/headers/" + Contract.escaped(name));
            String value = exchange.received().firstValue(name).orElse(null);
            if (value != null) {
                faults.addAll(checkText("response header " + name, header + "/schema", value));
            } else if (contract.at(header).path("required").asBoolean()) {
                faults.add("response lacks the header " + name);
            }
        });
        return faults;
    }

    private List<String> parameters() {
        List<String> places = new ArrayList<>();
        for (String parent : List.of(pointer, "/paths/" + Contract.escaped(template))) {
            int count = contract.at(parent + "/parameters").size();
            for (int i = 0; i < count; i++) {
                places.add(contract.resolved(parent + "/parameters/" + i));
            }
        }
        return places;
    }

    /** A parameter is text on the wire; its schema says whether it stands for a number. */
    private List<String> checkText(String what, String schema, String value) {
        String place = contract.resolved(schema);
        String type = contract.at(place).path("type").asText();
        boolean number = (type.equals("integer") || type.equals("number")) && value.matches("-?\\d+");
        String json = number || type.equals("boolean")
                ? value
                : TextNode.valueOf(value).toString();
        return prefixed(what, contract.schemas().check(place, json));
    }

    private static List<String> prefixed(String what, List<String> faults) {
        return faults.stream().map(fault -> what + ": " + fault).toList();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String part : raw.split("&", -1)) {
                String[] pair = part.split("=", 2);
                query.put(
                        URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
