package dev.makegood.contract;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Knows which test classes this run has come to; JUnit finds it by itself. */
public final class ClassesRun implements BeforeAllCallback {

    private static final String SUFFIX = "HttpTest.class";
    private static final Set<String> RUN = ConcurrentHashMap.newKeySet();

    @Override
    public void beforeAll(ExtensionContext context) {
        RUN.add(context.getRequiredTestClass().getName());
    }

    /** The HTTP tests that there are, and that were not chosen for this run. */
    static Set<String> leftOut() throws IOException, URISyntaxException {
        Path classes = Path.of(ClassesRun.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            Set<String> all = files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
            all.removeAll(RUN);
            return all;
        }
    }
}
