package dev.makegood.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process on a data directory, whoever started it: this JVM, or one that was killed and left it behind.
 * Call it only under the directory's lock.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int START_SECONDS = 600;
    private static final int FAST_STOP_SECONDS = 60;
    private static final int IMMEDIATE_STOP_SECONDS = 20;

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path log;

    Postmaster(PostgresBinaries binaries, Path data, Path log) {
        this.binaries = binaries;
        this.data = data;
        this.log = log;
    }

    /** Starts it in a session of its own, so that Ctrl-C reaches the service, which stops it when it is done. */
    ProcessHandle start() {
        // The wait covers recovery after a crash, which may have gigabytes of log to read.
        binaries.run(
                "pg_ctl",
                List.of("start", "-w", "-s", "-t", "" + START_SECONDS, "-D", data.toString(), "-l", log.toString()),
                START_SECONDS + 10);
        return running().orElseThrow(() -> new DatabaseException("PostgreSQL ended at once; see " + log + "."));
    }

    /** The live server of this directory, told from a stranger that happens to have the number in the pid file. */
    Optional<ProcessHandle> running() {
        return recordedPid().flatMap(ProcessHandle::of).filter(this::servesThisDirectory);
    }

    /** Stops what a killed service left behind; the next start then begins from a clean shutdown. */
    void stopOrphan() {
        Optional<ProcessHandle> orphan = running();
        if (orphan.isPresent()) {
            LOG.warn(
                    "PostgreSQL is still running as process {} on {}: the service was killed; stopping it",
                    orphan.get().pid(),
                    data);
            stop();
        } else if (recordedPid().flatMap(ProcessHandle::of).isPresent()) {
            // PostgreSQL itself would take the stranger with that number for its predecessor and refuse to start.
            LOG.warn("The pid file in {} names a process that is no server of this directory; removing it", data);
            deletePidFile();
        }
    }

    /** Stops it, breaking off open transactions; if it does not end, without a checkpoint, which loses nothing. */
    void stop() {
        try {
            stop("fast", FAST_STOP_SECONDS);
        } catch (DatabaseException e) {
            if (running().isPresent()) {
                LOG.warn(
                        "PostgreSQL did not stop within {} seconds; it will recover at the next start",
                        FAST_STOP_SECONDS);
                stop("immediate", IMMEDIATE_STOP_SECONDS);
            }
        }
    }

    private void stop(String mode, int seconds) {
        binaries.run(
                "pg_ctl",
                List.of("stop", "-w", "-s", "-m", mode, "-t", "" + seconds, "-D", data.toString()),
                seconds + 10);
    }

    private boolean servesThisDirectory(ProcessHandle process) {
        String commandLine = process.info().commandLine().orElse("");
        return process.isAlive() && commandLine.contains("postgres") && commandLine.contains(data.toString());
    }

    private Optional<Long> recordedPid() {
        Path file = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseException("The pid file in " + data + " cannot be read.", e);
        }
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new DatabaseException("The pid file in " + data + " cannot be removed.", e);
        }
    }
}
