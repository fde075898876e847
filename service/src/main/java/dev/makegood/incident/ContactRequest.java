package dev.makegood.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Contact;
import dev.makegood.ledger.IncidentId;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.FreeText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** That a customer had to come back to an incident. */
record ContactRequest(
        @Nullable Kind kind,
        @Nullable Channel channel,
        @Nullable Instant at,
        @Nullable FreeText note) {

    /** How far the customer had to go. */
    enum Kind {
        @JsonProperty("contact")
        CONTACT,
        @JsonProperty("trip")
        TRIP;

        static Kind of(String word) {
            return word.equals(Contact.Kind.TRIP.word()) ? TRIP : CONTACT;
        }
    }

    /** @throws dev.makegood.problem.ProblemException naming everything that is wrong */
    Command.LogContact command(IncidentId incident, Instant occurredAt, Instant now) {
        new Check()
                .present("/kind", kind)
                .present("/channel", channel)
                .that(at == null || !at.isAfter(now), "/at", "must not be in the future")
                .that(at == null || !at.isBefore(occurredAt), "/at", "must not be before the incident occurred")
                .done();
        return new Command.LogContact(
                incident,
                new Contact(
                        Contact.Kind.valueOf(Objects.requireNonNull(kind).name()),
                        Objects.requireNonNull(channel).name(),
                        at == null ? null : at.truncatedTo(ChronoUnit.MICROS)),
                note == null ? null : note.value());
    }
}
