package dev.makegood.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the first start chose and every later one keeps, so that it asks for the same again: by how
 * many weeks the flights are moved, and the seed of all that is made up. The file is the owner's only.
 */
record DemoState(Shift shift, long seed) {

    private static final String WEEKS = "weeks";
    private static final String SEED = "seed";

    static DemoState keptIn(Path file, Supplier<DemoState> chosen) throws IOException {
        if (Files.exists(file)) {
            return read(file);
        }
        DemoState state = chosen.get();
        state.write(file);
        return state;
    }

    private static DemoState read(Path file) throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        String weeks = kept.getProperty(WEEKS);
        String seed = kept.getProperty(SEED);
        if (weeks == null || seed == null) {
            throw new IOException(file + " is damaged: it lacks the weeks or the seed");
        }
        return new DemoState(new Shift(Integer.parseInt(weeks)), Long.parseLong(seed));
    }

    /** Written aside and moved, so that a start that is cut off leaves the whole of it or nothing. */
    private void write(Path file) throws IOException {
        Properties kept = new Properties();
        kept.setProperty(WEEKS, Integer.toString(shift.weeks()));
        kept.setProperty(SEED, Long.toString(seed));
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, ownerOnly(file));
        try (Writer writer = Files.newBufferedWriter(aside, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
            kept.store(writer, "Made by the demo's first start; a second start asks for the same again.");
        }
        Files.move(aside, file);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-------");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : new FileAttribute<?>[0];
    }
}
