import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a run was made on and with. */
final class Machine {

    private Machine() {}

    static Map<String, String> lines(Postgres postgres, String run) throws IOException, SQLException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> lines = new LinkedHashMap<>();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        lines.put("Measured", now + ", " + run);
        lines.put("Processor", processor());
        lines.put("Cores", "" + system.getAvailableProcessors());
        lines.put("Memory", String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / (double) (1L << 30)));
        lines.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        lines.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        lines.put("PostgreSQL", postgres.version() + (postgres.isEmbedded() ? " (embedded)" : ""));
        return lines;
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceAll(".*: ", ""))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
