package dev.makegood.platform;

import com.codahale.metrics.health.HealthCheck;
import java.util.Optional;

/** Something that must hold for the service to be ready. */
final class Condition extends HealthCheck {
    /** Says in a few words what is wrong, or nothing. */
    @FunctionalInterface
    interface Probe {
        Optional<String> whatIsWrong() throws Exception;
    }

    private final Probe probe;

    Condition(Probe probe) {
        this.probe = probe;
    }

    @Override
    protected Result check() {
        try {
            return probe.whatIsWrong().map(Result::unhealthy).orElseGet(Result::healthy);
        } catch (Exception e) {
            // What a driver says may name hosts and users; whoever may see that reads the log.
            return Result.unhealthy("cannot be reached");
        }
    }
}
