package dev.makegood.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.logging.common.BootstrapLogging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option of every command that works beside the server. */
final class ConfigurationFile {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "What differs from the defaults; without it, the defaults and the environment's variables.")
    private @Nullable Path file;

    /** Reads it, with logging quiet and out of the way: a command speaks through its output. */
    MakegoodConfiguration load() throws IOException, ConfigurationException {
        logQuietly();
        return read(file, System::getenv);
    }

    static MakegoodConfiguration read(@Nullable Path file, UnaryOperator<@Nullable String> environment)
            throws IOException, ConfigurationException {
        return new DefaultConfigurationFactoryFactory<MakegoodConfiguration>()
                .create(MakegoodConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(new LayeredConfiguration(environment), path(file));
    }

    /** Warnings only, and to the standard error. */
    static void logQuietly() {
        BootstrapLogging.bootstrap(Level.WARN);
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
                console.stop();
                console.setTarget("System.err");
                console.start();
            }
        });
    }

    static String path(@Nullable Path file) {
        return file == null ? LayeredConfiguration.NO_FILE : file.toString();
    }
}
