import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server by itself: what PostgreSQL's own benchmark gets out of it. */
final class PgBench {

    private static final List<String> COMMON = List.of("pgbench", "-M", "prepared", "-j", "2");

    private final Postgres postgres;
    private final Report report;
    private final int seconds;

    PgBench(Postgres postgres, Report report, double seconds) {
        this.postgres = postgres;
        this.report = report;
        this.seconds = (int) Math.ceil(seconds);
    }

    /**
     * TPC-B of scale 20, whose best rate is what all others are compared with, and single inserts. A first TPC-B goes
     * uncounted: after a checkpoint nearly each transaction logs a whole page, which would flatter our ratio.
     */
    void run() throws Exception {
        command(List.of("pgbench", "-i", "-q", "-s", "20"));
        postgres.checkpoint();
        tpcb(48);
        double best = 0;
        for (int clients : new int[] {16, 48}) {
            best = Math.max(best, row("pgbench TPC-B, " + clients + " clients", tpcb(clients)));
        }
        report.measuredBy(best);
        Path script = Files.writeString(
                postgres.directory().resolve("insert.sql"),
                "insert into pgbench_history (tid, bid, aid, delta, mtime) values (1, 1, 1, 1, now());\n");
        row("pgbench single insert, 48 clients", measured(48, List.of("-n", "-f", script.toString())));
    }

    private double row(String name, Measured measured) {
        report.row(name, measured.tps, measured.databaseMicros);
        return measured.tps;
    }

    private Measured tpcb(int clients) throws Exception {
        return measured(clients, List.of("-n"));
    }

    private record Measured(double tps, double databaseMicros) {}

    private Measured measured(int clients, List<String> words) throws Exception {
        List<String> all = new ArrayList<>(COMMON);
        all.addAll(List.of("-c", "" + clients, "-T", "" + seconds));
        all.addAll(words);
        Cpu start = Cpu.now(postgres.directory(), 0);
        String output = command(all);
        Thread.sleep(200); // What its connections have spent counts once the postmaster has seen them end.
        Cpu used = Cpu.now(postgres.directory(), 0).since(start);
        double tps = Double.parseDouble(output.replaceAll("(?s).*tps = ([0-9.]+).*", "$1"));
        double count = Double.parseDouble(output.replaceAll("(?s).*actually processed: ([0-9]+).*", "$1"));
        return new Measured(tps, used.postgres() * 1e6 / count);
    }

    private String command(List<String> words) throws Exception {
        return Processes.output(words, postgres.pgbenchEnvironment());
    }
}
