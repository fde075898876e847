import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ours over HTTP. */
final class HttpBench {

    private static final int CONNECTIONS = 64;
    private static final int OPEN_CONNECTIONS = 256;

    private final Postgres postgres;
    private final HttpServer server;
    private final Report report;
    private final List<BenchLedger.Case> cases;
    private final List<String> tokens;
    private final Instant past;
    private final Wrk wrk;

    /** @param past an instant since the customers have had credits */
    HttpBench(Postgres postgres, HttpServer server, Report report, BenchLedger ledger, Instant past) {
        this.postgres = postgres;
        this.server = server;
        this.report = report;
        this.cases = List.copyOf(ledger.cases);
        this.tokens = ledger.subjects().stream().map(server::agentToken).toList();
        this.past = past.truncatedTo(ChronoUnit.MILLIS);
        this.wrk = new Wrk(postgres.directory(), server.base(), CONNECTIONS);
    }

    /** @param warm for how many seconds it is warmed with issues, and then with each other kind for a third of that */
    void run(double warm, double seconds) throws Exception {
        lines("tokens", tokens);
        lines("incidents", cases.stream().map(one -> one.incident().toString()).toList());
        lines("customers", cases.stream().map(BenchLedger.Case::customer).toList());
        Path constant = wrk.script("constant", 403, constant());
        Path issue = wrk.script("issue", 201, issue());
        Path now = wrk.script("balance", 200, balance(""));
        Path then = wrk.script("as-of", 200, balance("?asOf=" + past));
        wrk.warm(issue, warm);
        for (Path other : List.of(constant, now, then)) {
            wrk.warm(other, warm / 3);
        }
        measured("a constant answer (403) over HTTP, 64 connections", constant, seconds);
        double peak = measured("issue over HTTP, 64 connections", issue, seconds);
        measured("balance over HTTP, 64 connections", now, seconds);
        long ago = Duration.between(past, Instant.now()).toSeconds();
        measured("balance as of " + ago + " s ago over HTTP, 64 connections", then, seconds);
        open(peak * 0.7, seconds);
    }

    private double measured(String name, Path script, double seconds) throws Exception {
        postgres.checkpoint();
        Cpu start = Cpu.now(postgres.directory(), server.pid());
        Wrk.Result result = wrk.run(name, script, seconds);
        report.row(name, result, Cpu.now(postgres.directory(), server.pid()).since(start));
        return result.rate();
    }

    private void open(double rate, double seconds) throws Exception {
        OpenHttp driver = new OpenHttp(server.address(), OPEN_CONNECTIONS, 201, this::grant);
        driver.run(rate, seconds / 4); // The driver is cold, the server is not.
        OpenHttp measured = new OpenHttp(server.address(), OPEN_CONNECTIONS, 201, this::grant);
        postgres.checkpoint();
        Cpu start = Cpu.now(postgres.directory(), server.pid());
        Load.Result result = measured.run(rate, seconds);
        report.row(
                "issue over HTTP, open model at 70 % of the peak, driver on the same cores",
                result,
                Cpu.now(postgres.directory(), server.pid()).since(start));
    }

    private String grant() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String body = body(cases.get(random.nextInt(cases.size())).incident().toString());
        return """
                POST /v1/remedies HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d
                Idempotency-Key: %s
                Authorization: Bearer %s

                """.replace("\n", "\r\n")
                        .formatted(body.length(), UUID.randomUUID(), tokens.get(random.nextInt(tokens.size())))
                + body;
    }

    private static String body(String incident) {
        return "{\"incident\":\"" + incident
                + "\",\"credits\":[{\"kind\":\"miles\",\"amount\":{\"amount\":100,\"unit\":\"MILES\"}}]}";
    }

    // ---- what wrk asks for

    /** An agent may not see the accounts: all that every request passes, identity included, and then no work. */
    private String constant() {
        return read("tokens")
                + """
                math.randomseed(os.time())
                request = function()
                  return wrk.format('GET', '/v1/accounts',
                    {['Authorization'] = 'Bearer ' .. tokens[math.random(#tokens)]})
                end
                """;
    }

    private String issue() {
        return read("tokens") + read("incidents") + "local run = '" + UUID.randomUUID() + "'\n"
                + """
                math.randomseed(os.time())
                local started = os.time() .. '-' .. math.random(1000000)
                local n = 0
                request = function()
                  n = n + 1
                  return wrk.format('POST', '/v1/remedies', {
                    ['Content-Type'] = 'application/json',
                    ['Idempotency-Key'] = run .. '-' .. started .. '-' .. n,
                    ['Authorization'] = 'Bearer ' .. tokens[math.random(#tokens)]
                  }, '%s' .. incidents[math.random(#incidents)] .. '%s')
                end
                """
                        .formatted(body("~").split("~")[0], body("~").split("~")[1]);
    }

    private String balance(String query) {
        return read("customers") + read("tokens")
                + """
                math.randomseed(os.time())
                request = function()
                  return wrk.format('GET', '/v1/customers/' .. customers[math.random(#customers)] .. '/balances%s',
                    {['Authorization'] = 'Bearer ' .. tokens[math.random(#tokens)]})
                end
                """
                        .formatted(query);
    }

    private void lines(String name, List<String> lines) throws Exception {
        Files.write(file(name), lines);
    }

    private String read(String name) {
        return "local %1$s = {}\nfor line in io.lines('%2$s') do %1$s[#%1$s + 1] = line end\n"
                .formatted(name, file(name));
    }

    private Path file(String name) {
        return postgres.directory().resolve(name + ".txt");
    }
}
