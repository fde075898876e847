import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Other programs, run to their end. */
final class Processes {

    private Processes() {}

    /** What the program says; one that fails ends the run. */
    static String output(List<String> words, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(words.get(0) + " failed: " + output);
        }
        return output;
    }
}
