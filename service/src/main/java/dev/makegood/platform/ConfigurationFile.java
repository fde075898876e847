package dev.makegood.platform;

import ch.qos.logback.classic.Level;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.logging.common.BootstrapLogging;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that works beside the server. */
final class ConfigurationFile {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "What differs from the defaults; without it, the defaults and the environment's variables.")
    private @Nullable Path file;

    /** Reads it, with logging quiet: a command speaks through its output. */
    MakegoodConfiguration load() throws IOException, ConfigurationException {
        BootstrapLogging.bootstrap(Level.WARN);
        return new YamlConfigurationFactory<>(
                        MakegoodConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(new LayeredConfiguration(System::getenv), path(file));
    }

    static String path(@Nullable Path file) {
        return file == null ? LayeredConfiguration.NO_FILE : file.toString();
    }
}
