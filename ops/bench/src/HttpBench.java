import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The jar as a server of its own on the same data, loaded over HTTP. */
final class HttpBench implements AutoCloseable {

    private static final int CONNECTIONS = 64;

    private final Path directory;
    private final Report report;
    private final List<BenchLedger.Case> cases;
    private final Process server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final List<String> agentTokens;
    private final String customerReader;

    HttpBench(Path directory, Path jar, Report report, List<BenchLedger.Case> cases, List<String> agents)
            throws Exception {
        this.directory = directory;
        this.report = report;
        this.cases = cases;
        int port = 18_080;
        this.base = "http://127.0.0.1:" + port;
        ProcessBuilder builder = new ProcessBuilder("java", "-Xmx512m", "-jar", jar.toString(), "server");
        builder.environment().put("MAKEGOOD_DATABASE_DIRECTORY", directory.toString());
        builder.environment().put("MAKEGOOD_DEVELOPMENT_ISSUER", "true");
        builder.environment().put("MAKEGOOD_REQUESTS_PER_MINUTE", "100000000");
        builder.environment().put("MAKEGOOD_PORT", "" + port);
        builder.environment().put("MAKEGOOD_ADMIN_PORT", "" + (port + 1));
        builder.environment().put("MAKEGOOD_LOG_LEVEL", "WARN");
        this.server = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        await();
        this.agentTokens = new java.util.ArrayList<>();
        for (String agent : agents.subList(0, CONNECTIONS)) {
            agentTokens.add(token("{\"role\":\"agent\",\"subject\":\"" + agent + "\"}"));
        }
        this.customerReader = agentTokens.get(0);
    }

    private void await() throws Exception {
        for (int i = 0; i < 600; i++) {
            try {
                client.send(
                        HttpRequest.newBuilder(URI.create(base + "/development/keys")).build(),
                        HttpResponse.BodyHandlers.discarding());
                return;
            } catch (java.io.IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the server does not answer: " + directory.resolve("server.log"));
    }

    private String token(String body) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(base + "/development/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String text = response.body().replaceAll("(?s).*\"(?:token|accessToken|access_token)\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        if (response.statusCode() / 100 != 2 || text.contains("{")) {
            throw new IllegalStateException("no token: " + response.body());
        }
        return text;
    }

    void run(double warm, double seconds) throws Exception {
        Path constant = lua("constant", "request = function() return wrk.format('GET', '/development/keys') end");
        Path issue = lua("issue", issue());
        Path balance = lua("balance", balance());
        wrk(issue, warm);
        measured("a constant answer over HTTP, 64 connections", constant, seconds);
        double peak = measured("issue over HTTP, 64 connections", issue, seconds);
        measured("balance over HTTP, 64 connections", balance, seconds);
        report.row("issue over HTTP, open model at 70 % of the peak", Load.open(this::grant, peak * 0.7, seconds), null);
    }

    private CompletionStage<Boolean> grant() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/remedies"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Authorization", "Bearer " + agentTokens.get(random.nextInt(CONNECTIONS)))
                .POST(HttpRequest.BodyPublishers.ofString(body(cases.get(random.nextInt(cases.size())))))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(response -> response.statusCode() == 201);
    }

    private static String body(BenchLedger.Case of) {
        return "{\"incident\":\"" + of.incident()
                + "\",\"credits\":[{\"kind\":\"miles\",\"amount\":{\"amount\":100,\"unit\":\"MILES\"}}]}";
    }

    private String issue() {
        return "local n = 0\n"
                + "local tokens = {" + quoted(agentTokens) + "}\n"
                + "local incidents = {"
                + quoted(cases.stream().limit(20_000).map(one -> one.incident().toString()).toList())
                + "}\n"
                + """
                math.randomseed(os.time())
                local run = os.time() .. '-' .. math.random(1000000)
                request = function()
                  n = n + 1
                  return wrk.format('POST', '/v1/remedies', {
                    ['Content-Type'] = 'application/json',
                    ['Idempotency-Key'] = run .. '-' .. n,
                    ['Authorization'] = 'Bearer ' .. tokens[math.random(#tokens)]
                  }, '{"incident":"' .. incidents[math.random(#incidents)]
                    .. '","credits":[{"kind":"miles","amount":{"amount":100,"unit":"MILES"}}]}')
                end
                """;
    }

    private String balance() {
        return "local customers = {"
                + quoted(cases.stream().limit(20_000).map(BenchLedger.Case::customer).toList())
                + "}\nrequest = function()\n"
                + "  return wrk.format('GET', '/v1/customers/' .. customers[math.random(#customers)] .. '/balances',"
                + " {['Authorization'] = 'Bearer " + customerReader + "'})\nend\n";
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(","));
    }

    private Path lua(String name, String script) throws Exception {
        String counted = script + "\n"
                + """
                bad = 0
                response = function(status) if status >= 300 then bad = bad + 1 end end
                local threads = {}
                setup = function(thread) table.insert(threads, thread) end
                done = function(summary, latency, requests)
                  local all = 0
                  for _, t in ipairs(threads) do all = all + t:get('bad') end
                  io.write(string.format('RESULT %d %d %d %d %d\\n', summary.requests, summary.duration,
                    latency:percentile(50), latency:percentile(99), all + summary.errors.timeout))
                end
                """;
        return Files.writeString(directory.resolve(name + ".lua"), counted);
    }

    private double measured(String name, Path script, double seconds) throws Exception {
        Cpu start = Cpu.now(directory, server.pid());
        long[] result = wrk(script, seconds);
        Cpu used = Cpu.now(directory, server.pid()).since(start);
        if (result[4] > 0) {
            throw new IllegalStateException(name + ": " + result[4] + " answers were errors");
        }
        double rate = result[0] / (result[1] / 1e6);
        report.row(
                name, rate, result[2] / 1e3, result[3] / 1e3, used.java() * 1e6 / result[0], used.postgres() * 1e6 / result[0]);
        return rate;
    }

    private long[] wrk(Path script, double seconds) throws Exception {
        String output = Bench.command(
                "",
                List.of("wrk", "-t", "1", "-c", "" + CONNECTIONS, "-d", (int) Math.ceil(seconds) + "s", "-s", "" + script, base));
        String[] field = output.replaceAll("(?s).*RESULT ([0-9 ]+).*", "$1").trim().split(" ");
        long[] result = new long[field.length];
        for (int i = 0; i < field.length; i++) {
            result[i] = Long.parseLong(field[i]);
        }
        return result;
    }

    @Override
    public void close() throws Exception {
        server.destroy();
        server.waitFor();
    }
}
