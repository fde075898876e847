package dev.makegood;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.SourceText.Method;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the text of the repository small and clean. It is strict because the repository started clean. */
class TidyTest {
    private static final int FILE_LINES = 300;
    private static final int METHOD_LINES = 60;
    private static final int SQL_BLOCK_LINES = 25;

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MIGRATIONS = ROOT.resolve("migrations/src/main/resources/db");
    private static final Pattern INCLUDED = Pattern.compile("file: db/(\\S+\\.sql)");
    private static final Set<String> NOT_OURS = Set.of(".git", ".idea", "target", "node_modules");
    private static final Set<Path> MADE_AT_RUN_TIME =
            Set.of(ROOT.resolve("ops/demo.d/data"), ROOT.resolve("ops/bench/work"));
    private static final Pattern WRITTEN_BY_HAND = Pattern.compile(".*\\.(java|md|sql|xml|ya?ml|sh|json|py)|run|demo");
    private static final Pattern SQL =
            Pattern.compile("(?is)\\s*(select|insert|update|delete|with|merge|create|alter)\\b.*");
    private static final Pattern UNFINISHED =
            Pattern.compile("(\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b|@Dis" + "abled)(?!.*#\\d+)");

    @Test
    void java_files_are_short() {
        assertThat(java(source -> source.lines() < FILE_LINES ? List.of() : List.of(source.lines() + " lines")))
                .isEmpty();
    }

    @Test
    void methods_are_short() {
        assertThat(java(source -> source.methods().stream()
                        .filter(method -> method.lines() >= METHOD_LINES && !method.isFlatSwitch())
                        .map(method -> method.lines() + " lines in " + method.header())
                        .toList()))
                .isEmpty();
    }

    @Test
    void statements_are_short_or_in_a_file_of_their_own() {
        assertThat(java(source -> source.textBlocks().stream()
                        .filter(block ->
                                SQL.matcher(block).matches() && block.lines().count() >= SQL_BLOCK_LINES)
                        .map(block -> block.lines().count() + " lines in "
                                + block.lines().findFirst().orElseThrow())
                        .toList()))
                .isEmpty();
    }

    @Test
    void nothing_is_left_half_done() {
        assertThat(findings(files(), path -> lines(path, UNFINISHED))).isEmpty();
    }

    @Test
    void no_line_holds_a_tab_or_ends_in_blanks() {
        assertThat(findings(files(), path -> lines(path, Pattern.compile("\\t|\\s$"))))
                .isEmpty();
    }

    @Test
    void migrations_are_numbered_without_gaps_and_all_named_in_the_changelog() {
        List<String> included = INCLUDED.matcher(read(MIGRATIONS.resolve("changelog.yaml")))
                .results()
                .map(found -> found.group(1))
                .toList();
        // What lies beside the changelog, such as the roles, is applied by hand or by the service before it.
        List<String> scripts = files().filter(path -> path.toString().endsWith(".sql"))
                .filter(path -> path.startsWith(MIGRATIONS) && !MIGRATIONS.equals(path.getParent()))
                .map(path -> MIGRATIONS.relativize(path).toString())
                .toList();
        assertThat(included).containsExactlyInAnyOrderElementsOf(scripts);
        List<Integer> numbers = included.stream()
                .map(script -> script.substring(script.indexOf('/') + 1))
                .filter(name -> name.matches("\\d+-.*"))
                .map(name -> Integer.valueOf(name.substring(0, name.indexOf('-'))))
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void scanner_sees_methods_and_only_methods() {
        SourceText source = new SourceText("""
                @Path("/{x}") class A {
                    static { int no = 1; }
                    Runnable no = () -> { };
                    /* void no() { */
                    @Y({"a", "b"}) <T> A(T it) throws B { if (it == '{') { no(); } }
                    record R(int i) { R { yes(); } }
                    int flat(K k) {
                        return switch (k) {
                            case A -> { yield "}"; }
                        };
                    }
                }
                """);
        assertThat(source.methods()).hasSize(3);
        assertThat(source.methods()).extracting(Method::lines).containsExactly(1, 1, 5);
        assertThat(source.methods()).extracting(Method::isFlatSwitch).containsExactly(false, false, true);
        assertThat(new Method("two", 1, "switch (a) { } b();").isFlatSwitch()).isFalse();
        assertThat(new Method("nested", 1, "switch (a) { case B -> { switch (c) { } } }").isFlatSwitch())
                .isFalse();
    }

    private static List<String> java(Function<SourceText, List<String>> rule) {
        return findings(
                files().filter(path -> path.toString().endsWith(".java")),
                path -> rule.apply(new SourceText(read(path))));
    }

    private static List<String> findings(Stream<Path> files, Function<Path, List<String>> rule) {
        return files.flatMap(path -> rule.apply(path).stream().map(found -> ROOT.relativize(path) + ": " + found))
                .toList();
    }

    private static List<String> lines(Path path, Pattern unwanted) {
        List<String> lines = read(path).lines().toList();
        return IntStream.range(0, lines.size())
                .filter(at -> unwanted.matcher(lines.get(at)).find())
                .mapToObj(at -> "line " + (at + 1) + ": " + lines.get(at).strip())
                .toList();
    }

    private static Stream<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean ours = !MADE_AT_RUN_TIME.contains(folder)
                            && !NOT_OURS.contains(folder.getFileName().toString());
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (WRITTEN_BY_HAND.matcher(file.getFileName().toString()).matches()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
