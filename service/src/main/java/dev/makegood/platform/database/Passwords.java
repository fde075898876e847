package dev.makegood.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of the embedded server's logins: made at its first start and kept beside the data in a file that only
 * this user can read. They are never shown, so this is a class and not a record.
 */
final class Passwords {
    static final String FILE_NAME = "passwords.properties";

    private static final int RANDOM_BYTES = 24;

    private final Properties byLogin;

    private Passwords(Properties byLogin) {
        this.byLogin = byLogin;
    }

    static Passwords inDirectory(Path directory, SecureRandom random) {
        Path file = directory.resolve(FILE_NAME);
        try {
            if (!Files.exists(file)) {
                write(file, directory, random);
            }
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
                properties.load(reader);
            }
            return new Passwords(properties);
        } catch (IOException e) {
            throw new DatabaseException("The passwords of the embedded database cannot be read from " + file + ".", e);
        }
    }

    String of(Login login) {
        String password = byLogin.getProperty(login.user());
        if (password == null || password.isEmpty()) {
            throw new DatabaseException(FILE_NAME + " has no password for " + login.user() + ".");
        }
        return password;
    }

    private static void write(Path file, Path directory, SecureRandom random) throws IOException {
        Properties properties = new Properties();
        for (Login login : Login.values()) {
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            properties.setProperty(
                    login.user(), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        StringWriter text = new StringWriter();
        properties.store(text, "Logins of the embedded database. Whoever reads this file reads the database.");
        Path unfinished = Files.createTempFile(
                directory,
                "passwords",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text.toString(), UTF_8);
        DirectoryTree.force(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        DirectoryTree.force(directory);
    }
}
