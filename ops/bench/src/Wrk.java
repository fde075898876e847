import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** wrk, the closed-loop driver of HTTP, with one Lua script for each kind of request. */
final class Wrk {

    /** Counts answers other than the expected one, and keeps the first of them. */
    private static final String EPILOGUE =
            """
            bad = 0
            first = ''
            response = function(status, headers, body)
              if status ~= expected then
                bad = bad + 1
                if bad == 1 then first = status .. ' ' .. (body or '') end
              end
            end
            local threads = {}
            setup = function(thread) table.insert(threads, thread) end
            done = function(summary, latency, requests)
              local all = 0
              for _, t in ipairs(threads) do
                all = all + t:get('bad')
                if t:get('bad') > 0 then io.write('\\nFIRST ' .. t:get('first'):gsub('\\n', ' ') .. '\\n') end
              end
              local e = summary.errors
              io.write(string.format('\\nRESULT %d %d %d %d %d %d %d\\n', summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
                all, e.connect + e.read + e.write + e.timeout))
            end
            """;

    private final Path directory;
    private final String base;
    private final int connections;

    /** Of one run: requests answered, microseconds it took, and latencies in microseconds. */
    record Result(long requests, long duration, long p50, long p99, long p999) {

        double rate() {
            return requests / (duration / 1e6);
        }
    }

    Wrk(Path directory, String base, int connections) {
        this.directory = directory;
        this.base = base;
        this.connections = connections;
    }

    /** A script that makes {@code request} and says which status it expects. */
    Path script(String name, int expected, String lua) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".lua"), "expected = " + expected + "\n" + lua + "\n" + EPILOGUE);
    }

    /** @throws IllegalStateException with the first bad answer, when there is any */
    Result run(String name, Path script, double seconds) throws Exception {
        String output = output(script, seconds);
        if (complaint(output) != null) {
            throw new IllegalStateException(name + ": " + complaint(output));
        }
        long[] field = fields(output);
        return new Result(field[0], field[1], field[2], field[3], field[4]);
    }

    /** Not counted, so what goes wrong is told and no more. */
    void warm(Path script, double seconds) throws Exception {
        String complaint = complaint(output(script, seconds));
        if (complaint != null) {
            System.err.println("warming up " + script.getFileName() + ": " + complaint);
        }
    }

    private String output(Path script, double seconds) throws Exception {
        String time = (int) Math.ceil(seconds) + "s";
        List<String> words = new ArrayList<>(List.of("wrk", "-t", "1", "-c", "" + connections, "-d", time));
        // A late answer is a latency, not an error.
        words.addAll(List.of("--timeout", "30s", "-s", script.toString(), base));
        return Processes.output(words, Map.of());
    }

    /** What was wrong, or null when nothing was. */
    private static String complaint(String output) {
        long[] field = fields(output);
        if (field[5] > 0) {
            String first = output.replaceAll("(?s).*\nFIRST ([^\n]*).*", "$1");
            return field[5] + " of " + field[0] + " answers were bad; the first: " + first;
        }
        return field[6] > 0 ? field[6] + " requests had no answer, beside " + field[0] : null;
    }

    private static long[] fields(String output) {
        String[] words = output.replaceAll("(?s).*\nRESULT ([0-9 ]+).*", "$1").trim().split(" ");
        long[] fields = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            fields[i] = Long.parseLong(words[i]);
        }
        return fields;
    }
}
