package dev.makegood.platform;

import dev.makegood.platform.database.DatabaseConfiguration;
import dev.makegood.platform.http.HttpSettings;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that an operator can set; {@code makegood.yml} in the jar holds the defaults. */
public final class MakegoodConfiguration extends Configuration {
    static final int USUAL_FAILED_TRIES = 5;

    /**
     * The write path.
     *
     * @param lanes the writers side by side, each with a connection of its own
     */
    public record LedgerConfiguration(@Min(1) @Max(64) int lanes) {}

    /**
     * The clock that records what time has decided.
     *
     * @param on whether this instance may be the one that does
     * @param interval from the end of a round to the start of the next
     */
    public record ClockConfiguration(
            boolean on,

            @NotNull
            @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
            @MaxDuration(value = 1, unit = TimeUnit.HOURS)
            Duration interval) {}

    /**
     * Whose tokens are good.
     *
     * @param keys the issuer's public keys, an https address or a file
     * @param developmentIssuer whether the service hands out tokens itself, to anybody, for trying out
     */
    public record IdentityConfiguration(
            @Nullable String issuer,
            @Nullable String audience,
            @Nullable String keys,
            boolean developmentIssuer) {
        @ValidationMethod(message = "identity.issuer and identity.keys must be empty when the development issuer is on")
        public boolean isWithoutIssuerInDevelopment() {
            return !developmentIssuer || (issuer == null && keys == null);
        }

        @ValidationMethod(message = "identity.keys must be given with identity.issuer, and the other way round")
        public boolean isIssuerWithKeys() {
            return (issuer == null) == (keys == null);
        }
    }

    /**
     * How codes are kept and tried.
     *
     * @param keys further keys after the one that follows from the secret, oldest first, as {@code id:base64,id:base64}
     * @param current the id of the key for new codes, when it is not the last
     * @param failedTries how many wrong codes a client or an address may try in fifteen minutes
     */
    public record CodesConfiguration(
            @Pattern(
                    regexp =
                            "[A-Za-z0-9_-]{1,20}:[A-Za-z0-9+/]{43,}=*" + "(,[A-Za-z0-9_-]{1,20}:[A-Za-z0-9+/]{43,}=*)*",
                    message = "must be ids with at least 32 bytes in base64, as id:base64,id:base64")
            @Nullable
            String keys,

            @Nullable String current,
            @Min(1) int failedTries) {}

    @Valid
    @NotNull
    private DatabaseConfiguration database = DatabaseConfiguration.defaults();

    @Valid
    @NotNull
    private LedgerConfiguration ledger = new LedgerConfiguration(2);

    @Valid
    @NotNull
    private ClockConfiguration clock = new ClockConfiguration(true, Duration.seconds(10));

    @Valid
    @NotNull
    private IdentityConfiguration identity = new IdentityConfiguration(null, null, null, false);

    @Valid
    @NotNull
    private CodesConfiguration codes = new CodesConfiguration(null, null, USUAL_FAILED_TRIES);

    @Min(1)
    private long requestsPerMinute = HttpSettings.USUAL_REQUESTS_PER_MINUTE;

    @Pattern(regexp = "[A-Za-z0-9+/]{43,}=*", message = "must be at least 32 bytes in base64")
    private @Nullable String secret;

    @NotNull
    private Duration shutdownDelay = Duration.seconds(0);

    public DatabaseConfiguration getDatabase() {
        return database;
    }

    public void setDatabase(DatabaseConfiguration database) {
        this.database = database;
    }

    public LedgerConfiguration getLedger() {
        return ledger;
    }

    public void setLedger(LedgerConfiguration ledger) {
        this.ledger = ledger;
    }

    public ClockConfiguration getClock() {
        return clock;
    }

    public void setClock(ClockConfiguration clock) {
        this.clock = clock;
    }

    public IdentityConfiguration getIdentity() {
        return identity;
    }

    public void setIdentity(IdentityConfiguration identity) {
        this.identity = identity;
    }

    public CodesConfiguration getCodes() {
        return codes;
    }

    public void setCodes(CodesConfiguration codes) {
        this.codes = codes;
    }

    /** How often one principal may call. */
    public long getRequestsPerMinute() {
        return requestsPerMinute;
    }

    public void setRequestsPerMinute(long requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    /** What cursors, idempotency keys and references are hashed with, in base64; the embedded mode makes its own. */
    public @Nullable String getSecret() {
        return secret;
    }

    public void setSecret(@Nullable String secret) {
        this.secret = secret;
    }

    public Duration getShutdownDelay() {
        return shutdownDelay;
    }

    public void setShutdownDelay(Duration shutdownDelay) {
        this.shutdownDelay = shutdownDelay;
    }
}
