import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table of one run, for people and as JSON. */
final class Report {

    /** One row; what was not measured is not a number. */
    private record Row(String name, double rate, double p50, double p99, double p999, double java, double postgres) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Double> bytes = new TreeMap<>();
    private double tpcb = Double.NaN;

    /** What all ratios of this run are taken against. */
    void measuredBy(double transactionsPerSecond) {
        tpcb = transactionsPerSecond;
    }

    void row(String name, double rate) {
        add(new Row(name, rate, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }

    void row(String name, Load.Result result, Cpu cpu) {
        if (result.failures() > 0) {
            throw new IllegalStateException(name + ": " + result.failures() + " of the requests failed");
        }
        Latencies l = result.latencies();
        add(new Row(
                name,
                result.rate(),
                l.percentile(50),
                l.percentile(99),
                l.percentile(99.9),
                cpu == null ? Double.NaN : cpu.java() * 1e6 / l.count(),
                cpu == null ? Double.NaN : cpu.postgres() * 1e6 / l.count()));
    }

    void row(String name, double rate, double p50, double p99, double java, double postgres) {
        add(new Row(name, rate, p50, p99, Double.NaN, java, postgres));
    }

    private void add(Row row) {
        rows.add(row);
        System.err.printf(Locale.ROOT, "%-62s %8.0f/s%n", row.name, row.rate);
    }

    void bytes(Map<String, Long> before, Map<String, Long> after, long credits) {
        after.forEach((name, size) -> {
            double each = (size - before.getOrDefault(name, 0L)) / (double) credits;
            if (each >= 1) {
                bytes.put(name, each);
            }
        });
    }

    void print() {
        System.out.println("| What | per second | x TPC-B | p50 ms | p99 ms | p99.9 ms | service µs | database µs |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %s | %s | %s | %s | %s |%n",
                    row.name,
                    row.rate,
                    row.rate / tpcb,
                    text(row.p50),
                    text(row.p99),
                    text(row.p999),
                    text(row.java),
                    text(row.postgres));
        }
        System.out.println();
        System.out.println("Bytes of database for each credit, by table and index:");
        System.out.println();
        System.out.println("| Relation | bytes |");
        System.out.println("| --- | ---: |");
        bytes.forEach((name, each) -> System.out.printf(Locale.ROOT, "| %s | %.0f |%n", name, each));
        System.out.printf(
                Locale.ROOT,
                "| **without outbox and incident** | **%.0f** |%n",
                bytes.entrySet().stream()
                        .filter(one -> !one.getKey().startsWith("outbox") && !one.getKey().startsWith("incident"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum());
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    void write(Path file) throws IOException {
        StringBuilder json = new StringBuilder("{\n  \"tpcb\": " + number(tpcb) + ",\n  \"rows\": [\n");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            json.append(String.format(
                    Locale.ROOT,
                    "    {\"name\": \"%s\", \"perSecond\": %s, \"p50Ms\": %s, \"p99Ms\": %s, \"p999Ms\": %s,"
                            + " \"serviceMicros\": %s, \"databaseMicros\": %s}%s\n",
                    row.name,
                    number(row.rate),
                    number(row.p50),
                    number(row.p99),
                    number(row.p999),
                    number(row.java),
                    number(row.postgres),
                    i + 1 < rows.size() ? "," : ""));
        }
        json.append("  ],\n  \"bytesPerCredit\": {");
        json.append(String.join(
                ", ",
                bytes.entrySet().stream()
                        .map(one -> "\"" + one.getKey() + "\": " + number(one.getValue()))
                        .toList()));
        Files.writeString(file, json.append("}\n}\n").toString());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.2f", value);
    }
}
