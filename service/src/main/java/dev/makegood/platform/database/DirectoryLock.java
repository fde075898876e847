package dev.makegood.platform.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one live process on a database directory. The operating system releases it when the process dies, however
 * it dies, so it can never be stale; the file's text only says whom to ask.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE_NAME = "makegood.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the directory, or says which process has it. */
    static DirectoryLock take(Path directory) {
        DirectoryLock lock = tryTake(directory);
        if (lock == null) {
            throw new DatabaseException(
                    "The database directory " + directory + " is in use by another Makegood, process "
                            + holder(directory) + ". Stop that process, or choose another directory.");
        }
        return lock;
    }

    /** Whether a live process has the directory, this one included. */
    static boolean isHeld(Path directory) {
        DirectoryLock lock = tryTake(directory);
        if (lock == null) {
            return true;
        }
        lock.close();
        return false;
    }

    /** Takes the directory unless a live process has it. */
    static @Nullable DirectoryLock tryTake(Path directory) {
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                return null;
            }
            channel.truncate(0);
            channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new DatabaseException("The database directory " + directory + " cannot be locked.", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path directory) {
        try {
            String pid =
                    Files.readString(directory.resolve(FILE_NAME), US_ASCII).strip();
            return pid.isEmpty() ? "unknown" : pid;
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DatabaseException("The database directory's lock cannot be released.", e);
        }
    }
}
