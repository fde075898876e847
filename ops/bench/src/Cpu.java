import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor seconds spent so far by a JVM and by the PostgreSQL that works in a directory (Linux). */
record Cpu(double java, double postgres) {

    private static final double TICKS = 100;

    static Cpu now(Path database, long serverPid) throws IOException {
        OperatingSystemMXBean here = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double java = serverPid == 0 ? here.getProcessCpuTime() / 1e9 : seconds(Path.of("/proc/" + serverPid));
        double postgres = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, database)) {
                    postgres += seconds(process);
                }
            }
        }
        return new Cpu(java, postgres);
    }

    Cpu since(Cpu before) {
        return new Cpu(java - before.java, postgres - before.postgres);
    }

    private static boolean worksIn(Path process, Path database) {
        try {
            return Files.readString(process.resolve("comm")).startsWith("postgres")
                    && Files.readSymbolicLink(process.resolve("cwd")).startsWith(database);
        } catch (IOException gone) {
            return false;
        }
    }

    private static double seconds(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] field = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 11; i <= 14; i++) { // its own, and those of its children that have ended
                ticks += Long.parseLong(field[i]);
            }
            return ticks / TICKS;
        } catch (IOException gone) {
            return 0;
        }
    }
}
