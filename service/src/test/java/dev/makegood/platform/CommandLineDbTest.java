package dev.makegood.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Works through the commands as an operator would, one after the other on the same directory. */
class CommandLineDbTest {
    private record Told(int exitCode, String output, String errors) {}

    @TempDir
    private Path folder;

    @Test
    void an_operator_migrates_checks_saves_and_restores() throws Exception {
        Path one = configuration("one");
        Path two = configuration("two");
        Path saved = folder.resolve("saved.tar.gz");

        assertThat(run("migrate", "--config", one.toString()))
                .isEqualTo(new Told(0, "The database is up to date.\n", ""));
        assertThat(run("check", "-c", one.toString()).output()).contains("everything agrees");

        assertThat(run("rotate-code-key", "-c", one.toString()).output())
                .contains("rotate-code-key: 0 codes got the key ");

        assertThat(run("backup", saved.toString(), "-c", one.toString()).exitCode())
                .isZero();
        Told again = run("backup", saved.toString(), "-c", one.toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.errors()).isEqualTo(saved + " exists already.\n");

        Told restored = run("restore", saved.toString(), "-c", two.toString());
        assertThat(restored.exitCode()).as(restored.errors()).isZero();
        assertThat(restored.output()).contains("everything agrees");
        assertThat(run("restore", saved.toString(), "-c", two.toString()).errors())
                .contains("There is a database in")
                .doesNotContain("Exception");
    }

    @Test
    void a_token_has_three_parts_and_its_role_is_checked() throws Exception {
        Path configuration = configuration("tokens");
        Told token = run("token", "agent", "ada", "-c", configuration.toString());
        assertThat(token.exitCode()).as(token.errors()).isZero();
        // In this JVM the log's warning about the issuer goes the same way; the token is the last line.
        assertThat(token.output().strip().replaceAll("(?s).*\n", "").split("\\."))
                .hasSize(3);
        assertThat(run("token", "emperor", "ada", "-c", configuration.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() throws Exception {
        Path external = Files.writeString(folder.resolve("external.yml"), """
                database: {mode: external, url: "jdbc:postgresql://127.0.0.1:1/makegood"}
                secret: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                """);
        for (List<String> command : List.of(
                List.of("migrate", "-c", external.toString()),
                List.of("backup", "saved", "-c", external.toString()),
                List.of("token", "agent", "ada", "-c", external.toString()),
                List.of("migrate", "-c", folder.resolve("none.yml").toString()))) {
            Told told = run(command.toArray(String[]::new));
            assertThat(told.exitCode()).isEqualTo(1);
            assertThat(told.errors()).doesNotContain("\tat ").isNotBlank();
        }
        assertThat(run("unknown").exitCode()).isEqualTo(2);
        assertThat(run("--help").output())
                .contains("server", "migrate", "check", "backup", "restore", "rotate-code-key", "token", "demo");
        assertThat(run("--version").output()).startsWith("makegood ");
    }

    @Test
    void nothing_secret_is_left_for_others_to_read() throws Exception {
        Path configuration = configuration("secret");
        run("token", "agent", "ada", "-c", configuration.toString());
        try (Stream<Path> files = Files.walk(folder.resolve("secret"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
        }
    }

    private Path configuration(String name) throws IOException {
        String directory = folder.resolve(name).toString();
        return Files.writeString(folder.resolve(name + ".yml"), "database: {directory: '" + directory + "'}\n");
    }

    private static Told run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, UTF_8));
        System.setErr(new PrintStream(errors, true, UTF_8));
        try {
            int exitCode = Makegood.run(arguments);
            return new Told(exitCode, output.toString(UTF_8), errors.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
