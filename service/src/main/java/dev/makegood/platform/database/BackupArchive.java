package dev.makegood.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The one file of a backup: {@code data/} as PostgreSQL wants it, and {@code beside/} with what stands next to it. */
final class BackupArchive implements AutoCloseable {
    private static final String DATA = "data/";
    private static final String BESIDE = "beside/";
    private static final String LABEL = "backup_label";
    private static final String CONTROL = "global/pg_control";
    private static final String LOG = "pg_wal";
    private static final int SEGMENTS_PER_FILE_NUMBER = 256;
    private static final int COPY_BYTES = 64 * 1024;

    /** Kept as empty directories: PostgreSQL's manual names what a base backup leaves out. */
    private static final Set<String> EMPTIED = Set.of(
            LOG, "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid", "postmaster.opts", "pg_internal.init", LABEL, "tablespace_map", "current_logfiles");
    private static final Set<String> OF_THE_MACHINE =
            Set.of(DirectoryLock.FILE_NAME, EmbeddedPostgres.LOG_FILE, EmbeddedPostgres.LOG_FILE + ".1");

    private final Path file;
    private final Path unfinished;
    private final TarArchiveOutputStream tar;

    private BackupArchive(Path file, Path unfinished, TarArchiveOutputStream tar) {
        this.file = file;
        this.unfinished = unfinished;
        this.tar = tar;
    }

    /** Begins an archive that only stands under its name once it is complete and on the disk. */
    static BackupArchive create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Path unfinished = Files.createTempFile(
                folder,
                file.getFileName() + ".",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished), COPY_BYTES)), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return new BackupArchive(file, unfinished, tar);
    }

    /** The small files next to the data: passwords, keys, local settings. */
    void addBeside(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = path.getFileName().toString();
                if (!OF_THE_MACHINE.contains(name)) {
                    addFile(BESIDE + name, path);
                }
            }
        }
    }

    /** The data directory without its log, the control file last. */
    void addData(Path data) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(data)) {
            paths = walk.filter(path -> !path.equals(data)).sorted().toList();
        }
        for (Path path : paths) {
            String name = data.relativize(path).toString();
            if (isLeftOut(name, path.getFileName().toString()) || name.equals(CONTROL)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                tar.putArchiveEntry(new TarArchiveEntry(DATA + name + "/"));
                tar.closeArchiveEntry();
            } else {
                addFile(DATA + name, path);
            }
        }
        addFile(DATA + CONTROL, data.resolve(CONTROL));
    }

    void addLabel(String label) throws IOException {
        byte[] bytes = label.getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(DATA + LABEL);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** Every segment of the log from the first to the last one named, without a gap. */
    void addLog(Path data, String first, String last) throws IOException {
        String timeline = first.substring(0, 8);
        for (long segment = number(first); segment <= number(last); segment++) {
            String name = timeline
                    + String.format(
                            Locale.ROOT,
                            "%08X%08X",
                            segment / SEGMENTS_PER_FILE_NUMBER,
                            segment % SEGMENTS_PER_FILE_NUMBER);
            if (!addFile(DATA + LOG + "/" + name, data.resolve(LOG).resolve(name))) {
                throw new IOException("the log's segment " + name + " is gone");
            }
        }
    }

    void complete() throws IOException {
        tar.finish();
        tar.close();
        DirectoryTree.force(unfinished);
        Files.move(unfinished, file);
        DirectoryTree.force(file.toAbsolutePath().resolveSibling(""));
    }

    @Override
    public void close() throws IOException {
        tar.close();
        Files.deleteIfExists(unfinished);
    }

    /** Unpacks beside the place and moves the whole data directory there when it is complete and on the disk. */
    static void unpack(Path file, Path directory) throws IOException {
        Path unfinished = directory.resolve(EmbeddedPostgres.DATA + ".new");
        DirectoryTree.delete(unfinished);
        Files.createDirectories(unfinished);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), COPY_BYTES)), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(DATA)) {
                    write(tar, entry, inside(unfinished, name.substring(DATA.length())));
                } else if (name.startsWith(BESIDE)) {
                    write(tar, entry, inside(directory, name.substring(BESIDE.length())));
                }
            }
            if (!Files.exists(unfinished.resolve(LABEL)) || !Files.exists(unfinished.resolve(CONTROL))) {
                throw new IOException(file + " is not a complete backup");
            }
            DirectoryTree.createPrivate(unfinished);
            DirectoryTree.forceToDisk(unfinished);
            Files.move(unfinished, directory.resolve(EmbeddedPostgres.DATA), StandardCopyOption.ATOMIC_MOVE);
            DirectoryTree.force(directory);
        } finally {
            DirectoryTree.delete(unfinished);
        }
    }

    private static void write(InputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    }

    private static Path inside(Path root, String name) throws IOException {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("an entry lies outside of the backup: " + name);
        }
        return path;
    }

    private static boolean isLeftOut(String name, String last) {
        int slash = name.indexOf('/');
        boolean emptied = slash > 0 && EMPTIED.contains(name.substring(0, slash));
        return emptied || LEFT_OUT.contains(last) || last.startsWith("pgsql_tmp");
    }

    /** Position in the log of a segment's name, for segments of 16 MB. */
    private static long number(String segment) {
        return Long.parseLong(segment.substring(8, 16), 16) * SEGMENTS_PER_FILE_NUMBER
                + Long.parseLong(segment.substring(16), 16);
    }

    /** A file may grow, shrink or vanish while it is copied; the log repairs that, but its entry has one length. */
    private boolean addFile(String name, Path path) throws IOException {
        try (InputStream content = Files.newInputStream(path)) {
            long size = Files.size(path);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            byte[] buffer = new byte[COPY_BYTES];
            for (long left = size; left > 0; ) {
                int read = content.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (read == 0) {
                    Arrays.fill(buffer, (byte) 0);
                    read = (int) Math.min(buffer.length, left);
                }
                tar.write(buffer, 0, read);
                left -= read;
            }
            tar.closeArchiveEntry();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
