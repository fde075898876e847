package dev.makegood.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.platform.database.DatabaseConfiguration.Mode;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeredConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void the_defaults_alone_are_an_embedded_service_on_this_machine_only() throws Exception {
        MakegoodConfiguration configuration = load(null, Map.of());
        assertThat(configuration.getDatabase().mode()).isEqualTo(Mode.EMBEDDED);
        assertThat(configuration.getLedger().lanes()).isEqualTo(2);
        assertThat(configuration.getIdentity().issuer()).isNull();
        DefaultServerFactory server = (DefaultServerFactory) configuration.getServerFactory();
        assertThat(((HttpConnectorFactory) server.getApplicationConnectors().get(0)).getBindHost())
                .isEqualTo("127.0.0.1");
        assertThat(((HttpConnectorFactory) server.getAdminConnectors().get(0)).getBindHost())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void a_file_only_needs_what_differs() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yml"), """
                ledger: {lanes: 4}
                server:
                  maxThreads: 99
                """);
        MakegoodConfiguration configuration = load(file, Map.of("MAKEGOOD_REQUESTS_PER_MINUTE", "77"));
        assertThat(configuration.getLedger().lanes()).isEqualTo(4);
        assertThat(configuration.getRequestsPerMinute()).isEqualTo(77);
        DefaultServerFactory server = (DefaultServerFactory) configuration.getServerFactory();
        assertThat(server.getMaxThreads()).isEqualTo(99);
        assertThat(server.getEnableThreadNameFilter()).isFalse();
    }

    @Test
    void a_password_may_hold_any_character() throws Exception {
        String password = "a: #'\"}${\\";
        MakegoodConfiguration configuration = load(
                null,
                Map.of(
                        "MAKEGOOD_DATABASE_MODE", "external",
                        "MAKEGOOD_DATABASE_URL", "jdbc:postgresql://db/makegood",
                        "MAKEGOOD_DATABASE_APP_PASSWORD", password));
        assertThat(configuration.getDatabase().app().password()).isEqualTo(password);
        assertThat(configuration.getDatabase().toString()).doesNotContain(password);
    }

    @Test
    void what_is_wrong_is_named() throws IOException {
        assertThatThrownBy(() -> load(null, Map.of("MAKEGOOD_DATABASE_MODE", "external")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("database.url must begin with jdbc:postgresql:");
        assertThatThrownBy(() -> load(null, Map.of("MAKEGOOD_LANES", "0"))).hasMessageContaining("ledger.lanes");
        assertThatThrownBy(() -> load(null, Map.of("MAKEGOOD_PORT", "eighty"))).hasMessageContaining("port");
        assertThatThrownBy(() -> load(null, Map.of("MAKEGOOD_SECRET", "short"))).hasMessageContaining("secret");
        assertThatThrownBy(() -> load(null, Map.of("MAKEGOOD_ISSUER", "https://id.example")))
                .hasMessageContaining("identity.keys");
        Path unknown = Files.writeString(folder.resolve("unknown.yml"), "databse: {mode: external}\n");
        assertThatThrownBy(() -> load(unknown, Map.of())).hasMessageContaining("databse");
        Path undefined = Files.writeString(folder.resolve("undefined.yml"), "ledger: {lanes: '${LANES}'}\n");
        assertThatThrownBy(() -> load(undefined, Map.of())).hasMessageContaining("LANES");
        assertThatThrownBy(() -> load(folder.resolve("none.yml"), Map.of())).isInstanceOf(FileNotFoundException.class);
    }

    private static MakegoodConfiguration load(@Nullable Path file, Map<String, String> environment)
            throws IOException, ConfigurationException {
        return ConfigurationFile.read(file, environment::get);
    }
}
