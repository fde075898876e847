package dev.makegood.platform.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL that the jar carries ({@code postgres}, {@code initdb}, {@code pg_ctl} and no others),
 * unpacked beside the data. They are not unpacked into the machine's temporary directory, where another user could
 * leave programs of theirs for us to run.
 */
final class PostgresBinaries {
    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks below {@code parent} unless the same archive was unpacked there before. */
    static PostgresBinaries unpack(Path parent) {
        try {
            byte[] archive = archive();
            Path home = parent.resolve("postgresql-" + checksum(archive));
            if (!Files.isDirectory(home)) {
                Files.createDirectories(parent);
                Path unfinished = Files.createTempDirectory(parent, "unpacking-");
                extract(archive, unfinished);
                putInPlace(unfinished, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new DatabaseException("PostgreSQL's programs cannot be unpacked into " + parent + ".", e);
        }
    }

    /** Runs a program to its end; a failure carries what the program said. */
    void run(String program, List<String> arguments, long timeoutSeconds) {
        Path said = null;
        try {
            // A file and not a pipe: a server started by pg_ctl inherits it and would keep a pipe open.
            said = Files.createTempFile(home, program, ".out");
            Process process = new ProcessBuilder(command(program, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DatabaseException(program + " did not end within " + timeoutSeconds + " seconds.");
            }
            if (process.exitValue() != 0) {
                throw new DatabaseException(
                        program + " failed: " + Files.readString(said).strip());
            }
        } catch (IOException e) {
            throw new DatabaseException(program + " cannot be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while running " + program + ".", e);
        } finally {
            deleteQuietly(said);
        }
    }

    private List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own root is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        String architecture = System.getProperty("os.arch");
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, architecture.equals("amd64") ? "x86_64" : architecture)) {
            return packed.readAllBytes();
        }
    }

    /** Tells one version's archive from another's. A cryptographic hash would cost a cold JVM half a second. */
    private static String checksum(byte[] archive) {
        CRC32 checksum = new CRC32();
        checksum.update(archive);
        return String.format(Locale.ROOT, "%08x%08x", archive.length, checksum.getValue());
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("An entry lies outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    file.toFile().setExecutable((entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static void putInPlace(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process was faster with the same archive.
            DirectoryTree.delete(unfinished);
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        if (file != null) {
            file.toFile().delete();
        }
    }
}
