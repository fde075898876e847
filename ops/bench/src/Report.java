import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table of one run, for people and as JSON. */
final class Report {

    private static final double UNKNOWN = Double.NaN;

    private static final String HEAD =
            """
            | What | per second | x TPC-B | p50 ms | p99 ms | p99.9 ms | service µs | database µs |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    private static final String NOTES =
            """

            "x TPC-B" is the rate against the better TPC-B rate of the same run. Service and database are processor time
            for each request; in process, the service's holds the load's own, over HTTP it does not. Latencies of the
            open model count from when a request was due. One request with fifty remedies is not served yet, so it has
            no row.

            """;

    /** One row; what was not measured is not a number. */
    private record Row(String name, double rate, double p50, double p99, double p999, double java, double postgres) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Double> bytes = new TreeMap<>();
    private Map<String, String> machine = Map.of();
    private double tpcb = UNKNOWN;

    void machine(Map<String, String> lines) {
        machine = lines;
    }

    /** What all ratios of this run are taken against. */
    void measuredBy(double transactionsPerSecond) {
        tpcb = transactionsPerSecond;
    }

    void row(String name, double rate, double databaseMicros) {
        add(new Row(name, rate, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, databaseMicros));
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
                cpu.java() * 1e6 / l.count(),
                cpu.postgres() * 1e6 / l.count()));
    }

    void row(String name, Wrk.Result result, Cpu cpu) {
        add(new Row(
                name,
                result.rate(),
                result.p50() / 1e3,
                result.p99() / 1e3,
                result.p999() / 1e3,
                cpu.java() * 1e6 / result.requests(),
                cpu.postgres() * 1e6 / result.requests()));
    }

    private void add(Row row) {
        rows.add(row);
        System.err.printf(Locale.ROOT, "%-82s %8.0f/s%n", row.name, row.rate);
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
        System.out.print(markdown());
    }

    /** As {@code results.json} and {@code RESULTS.md} in this folder. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("RESULTS.md"), "# What the ledger does on one machine\n\n" + markdown());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(
                folder.resolve("results.json").toFile(), json());
    }

    private String markdown() {
        StringBuilder text = new StringBuilder();
        machine.forEach((name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(HEAD);
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "| %s | %,.0f | %.2f |", row.name, row.rate, row.rate / tpcb));
            for (double value : new double[] {row.p50, row.p99, row.p999, row.java, row.postgres}) {
                text.append(' ').append(text(value)).append(" |");
            }
            text.append('\n');
        }
        text.append(NOTES);
        if (bytes.isEmpty()) {
            return text.toString();
        }
        text.append("Bytes of database for each credit, by table and index:\n\n");
        text.append("| Relation | bytes |\n| --- | ---: |\n");
        bytes.forEach((name, each) -> {
            if (!Relations.isApart(name)) {
                text.append(line(name, each));
            }
        });
        text.append(line("**sum**", sum(false)));
        bytes.forEach((name, each) -> {
            if (Relations.isApart(name)) {
                text.append(line("apart: " + name, each));
            }
        });
        return text.append(line("**sum with those apart**", sum(false) + sum(true))).toString();
    }

    private static String line(String name, double value) {
        return String.format(Locale.ROOT, "| %s | %,.0f |%n", name, value);
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    private double sum(boolean apart) {
        return bytes.entrySet().stream()
                .filter(one -> Relations.isApart(one.getKey()) == apart)
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("tpcb", number(tpcb));
        all.put("rows", rows.stream().map(this::json).toList());
        Map<String, Object> each = new LinkedHashMap<>();
        bytes.forEach((name, value) -> each.put(name, number(value)));
        all.put("bytesPerCredit", each);
        all.put("bytesPerCreditSum", number(sum(false)));
        all.put("bytesPerCreditApart", number(sum(true)));
        return all;
    }

    private Map<String, Object> json(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", row.name);
        fields.put("perSecond", number(row.rate));
        fields.put("xTpcb", number(row.rate / tpcb));
        fields.put("p50Ms", number(row.p50));
        fields.put("p99Ms", number(row.p99));
        fields.put("p999Ms", number(row.p999));
        fields.put("serviceMicros", number(row.java));
        fields.put("databaseMicros", number(row.postgres));
        return fields;
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 100) / 100.0;
    }
}
