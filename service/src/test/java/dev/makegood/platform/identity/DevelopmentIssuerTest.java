package dev.makegood.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIssuerTest {

    @TempDir
    Path folder;

    private DevelopmentIssuer open(boolean embedded, String... hosts) {
        return DevelopmentIssuer.open(folder, embedded, List.of(hosts), InstantSource.system());
    }

    @Test
    void refuses_an_external_database() {
        assertThatThrownBy(() -> open(false, "127.0.0.1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("embedded");
    }

    @Test
    void refuses_whatever_others_could_reach() {
        for (String host : List.of("0.0.0.0", "", "::", "10.0.0.1", "nowhere.invalid")) {
            assertThatThrownBy(() -> open(true, "127.0.0.1", host))
                    .as(host)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("loopback");
        }
    }

    @Test
    void keeps_its_key_for_its_owner_alone() throws Exception {
        String first = open(true, "127.0.0.1", "::1").publicKeys().toString();

        assertThat(open(true, "localhost").publicKeys()).hasToString(first);
        assertThat(first).doesNotContain("\"d\":");
        Path file = folder.resolve("development-issuer.jwk");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
