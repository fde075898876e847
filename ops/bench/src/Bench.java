import com.codahale.metrics.MetricRegistry;
import dev.makegood.platform.database.Database;
import dev.makegood.platform.database.DatabaseConfiguration;
import io.dropwizard.db.ManagedDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One run, one table: pgbench, the naive way and ours, on one durable PostgreSQL. */
public final class Bench {

    private final Path directory;
    private final boolean quick;
    private final Report report = new Report();
    private double tpcb;

    private Bench(Path directory, boolean quick) {
        this.directory = directory;
        this.quick = quick;
    }

    public static void main(String[] args) throws Exception {
        Bench bench = new Bench(Path.of(args[0]).toAbsolutePath(), args.length > 3 && args[3].equals("--quick"));
        bench.run(Path.of(args[1]), Path.of(args[2]));
        System.exit(0);
    }

    private double seconds(double full) {
        return quick ? full / 4 : full;
    }

    private void run(Path jar, Path json) throws Exception {
        List<BenchLedger.Case> cases;
        List<String> agents;
        DatabaseConfiguration embedded = DatabaseConfiguration.embedded(directory);
        try (Database database = Database.open(embedded, new SecureRandom())) {
            database.migrate();
            pgbench(database);
            BenchLedger ledger = new BenchLedger(database, quick ? 20_000 : 100_000);
            inProcess(database, ledger);
            cases = List.copyOf(ledger.cases);
            agents = ledger.subjects();
            ledger.ledger.drain();
        }
        try (HttpBench http = new HttpBench(directory, jar, report, cases, agents)) {
            http.run(seconds(90), seconds(20));
        }
        report.print();
        report.write(json);
    }

    // ---- the server by itself

    private void pgbench(Database database) throws Exception {
        Properties passwords = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve("passwords.properties"))) {
            passwords.load(reader);
        }
        String password = passwords.getProperty("makegood_owner");
        String url;
        try (Connection connection = database.connectAsReader()) {
            url = connection.getMetaData().getURL();
        }
        String port = url.replaceAll(".*:(\\d+)/.*", "$1");
        String name = url.replaceAll(".*/([^?]*).*", "$1");
        List<String> base = List.of("pgbench", "-h", "127.0.0.1", "-p", port, "-U", "makegood_owner");
        command(password, concat(base, List.of("-i", "-q", "-s", "20", name)));
        int time = (int) seconds(20);
        for (int clients : new int[] {16, 48}) {
            List<String> run =
                    List.of("-M", "prepared", "-j", "2", "-c", "" + clients, "-T", "" + time, name);
            double tps = tps(command(password, concat(base, run)));
            report.row("pgbench TPC-B, " + clients + " clients", tps);
            tpcb = Math.max(tpcb, tps);
        }
        Path script = Files.writeString(
                directory.resolve("insert.sql"),
                "insert into pgbench_history (tid, bid, aid, delta, mtime) values (1, 1, 1, 1, now());\n");
        List<String> insert = List.of("-M", "prepared", "-n", "-j", "2", "-c", "48", "-T", "" + time, "-f", "" + script);
        double tps = tps(command(password, concat(concat(base, insert), List.of(name))));
        report.row("pgbench single insert, 48 clients", tps);
        report.measuredBy(tpcb);
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    static String command(String password, List<String> words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        Process process = builder.start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            lines.lines().forEach(line -> output.append(line).append('\n'));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(words.get(0) + " failed: " + output);
        }
        return output.toString();
    }

    private static double tps(String output) {
        return Double.parseDouble(output.replaceAll("(?s).*tps = ([0-9.]+).*", "$1"));
    }

    // ---- ours, without HTTP

    private void inProcess(Database database, BenchLedger ledger) throws Exception {
        ManagedDataSource pool = database.writePool(64, new MetricRegistry());
        Load.Result naive = Naive.run(pool, ledger, 48, seconds(20));
        report.row("naive: a transaction each, a statement a step, 48 clients", naive, null);
        pool.stop();
        Load.closed(() -> ledger.grant(false), 64, seconds(60));
        double peak = 0;
        for (int clients : new int[] {1, 8, 64, 128}) {
            Map<String, Long> before = clients == 64 ? sizes(database) : Map.of();
            Cpu start = Cpu.now(directory, 0);
            Load.Result result = Load.closed(() -> ledger.grant(false), clients, seconds(20));
            report.row("issue in process, " + clients + " clients", result, Cpu.now(directory, 0).since(start));
            peak = Math.max(peak, result.rate());
            if (clients == 64) {
                report.bytes(before, sizes(database), result.latencies().count());
            }
        }
        Load.Result hot = Load.closed(() -> ledger.grant(true), 64, seconds(20));
        report.row("issue in process, 64 clients, one hot agent and cost centre", hot, null);
        Load.Result open = Load.open(() -> ledger.grant(false), peak * 0.7, seconds(20));
        report.row("issue in process, open model at 70 % of the peak", open, null);
    }

    private static Map<String, Long> sizes(Database database) throws Exception {
        Map<String, Long> sizes = new java.util.TreeMap<>();
        String sql =
                """
                select c.relname, pg_relation_size(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'i') and c.relname not like 'pgbench%'
                """;
        try (Connection connection = database.connectAsReader();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sizes;
    }
}
