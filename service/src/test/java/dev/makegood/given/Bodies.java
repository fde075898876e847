package dev.makegood.given;

/** What is said to the interface, as text. */
public final class Bodies {

    private Bodies() {}

    public static String remedy(String incident, String... credits) {
        return "{\"incident\": " + (incident.startsWith("{") ? incident : quoted(incident)) + ", \"credits\": ["
                + String.join(", ", credits) + "]}";
    }

    public static String miles(long miles) {
        return credit("miles", miles, "MILES");
    }

    public static String voucher(long cents) {
        return credit("voucher", cents, "USD");
    }

    public static String credit(String kind, long amount, String unit) {
        return "{\"kind\": \"%s\", \"amount\": {\"amount\": %d, \"unit\": \"%s\"}}".formatted(kind, amount, unit);
    }

    /** What a minor unit is worth in cents, from now on. */
    public static String rate(String kind, String unit, String customer, String fair, String cost) {
        return """
                {"name": "MV-2026-01", "kind": "%s", "unit": "%s", "currency": "USD",
                 "customer": "%s", "fair": "%s", "expectedCost": "%s"}""".formatted(kind, unit, customer, fair, cost);
    }

    public static String purchase(String customer, String... draws) {
        return """
                {"customer": "%s", "purchase": {"reference": "ORDER-1", "total": {"amount": 99000, "unit": "USD"}},
                 "draw": [%s]}""".formatted(customer, String.join(", ", draws));
    }

    public static String draw(long amount, String unit) {
        return "{\"unit\": \"%s\", \"amount\": %d}".formatted(unit, amount);
    }

    public static String drawOf(String credit) {
        return "{\"credit\": \"%s\"}".formatted(credit);
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }
}
