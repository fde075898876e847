package dev.makegood.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoStateTest {

    @TempDir
    private Path folder;

    @Test
    void what_the_first_start_chose_is_kept() throws IOException {
        Path file = folder.resolve("demo.properties");
        DemoState first = DemoState.keptIn(file, () -> new DemoState(new Shift(1_324), -42));
        DemoState second = DemoState.keptIn(file, () -> {
            throw new AssertionError("chosen twice");
        });
        assertThat(second).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void damaged_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("demo.properties"), "weeks=1324\n");
        assertThatThrownBy(() -> DemoState.keptIn(file, () -> new DemoState(new Shift(0), 0)))
                .hasMessageContaining("damaged");
    }
}
