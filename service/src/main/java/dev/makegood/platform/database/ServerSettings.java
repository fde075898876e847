package dev.makegood.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The embedded server's configuration files, written whole at each start so that nothing lingers from an earlier
 * version. What an operator wants otherwise goes into {@code postgresql.local.conf} beside the data, except
 * durability, which is checked after the start.
 */
record ServerSettings(int port, Durability durability, long machineMemory) {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long SMALLEST_BUFFERS = 128 * MEGABYTE;
    private static final long LARGEST_BUFFERS = 8192 * MEGABYTE;

    static ServerSettings forThisMachine(int port, Durability durability) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ServerSettings(port, durability, machine.getTotalMemorySize());
    }

    /** A quarter of the machine, within bounds; tests need no more than the least. */
    long bufferMegabytes() {
        long quarter = durability == Durability.NONE ? SMALLEST_BUFFERS : machineMemory / 4;
        return Math.max(SMALLEST_BUFFERS, Math.min(quarter, LARGEST_BUFFERS)) / MEGABYTE;
    }

    void write(Path data) throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), configuration(), UTF_8);
        Files.writeString(data.resolve("pg_hba.conf"), """
                # Written at each start. Only this machine, only with a password.
                host all all 127.0.0.1/32 scram-sha-256
                """, UTF_8);
    }

    String configuration() {
        return """
                # Written at each start; put changes into ../postgresql.local.conf.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 60
                password_encryption = 'scram-sha-256'
                fsync = %s
                synchronous_commit = %2$s
                full_page_writes = %2$s
                # An incident may have to be explained by the log, but no customer's data goes there.
                log_error_verbosity = terse
                log_min_error_statement = panic
                log_parameter_max_length_on_error = 0
                log_checkpoints = off
                log_line_prefix = '%%m [%%p] '
                """.formatted(port, durability.setting()) + tuning();
    }

    private String tuning() {
        // Checkpoints far apart: the page images after each one are most of the log under random keys.
        return """
                timezone = 'UTC'
                shared_buffers = '%dMB'
                effective_cache_size = '%dMB'
                max_wal_size = '%s'
                min_wal_size = '%s'
                checkpoint_timeout = '30min'
                checkpoint_completion_target = 0.9
                jit = off
                include_if_exists '../postgresql.local.conf'
                """.formatted(
                        bufferMegabytes(),
                        Math.max(bufferMegabytes(), machineMemory / 2 / MEGABYTE),
                        durability == Durability.FULL ? "8GB" : "1GB",
                        durability == Durability.FULL ? "1GB" : "80MB");
    }
}
