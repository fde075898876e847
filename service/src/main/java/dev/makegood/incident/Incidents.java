package dev.makegood.incident;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.makegood.credit.Credits;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.platform.http.Reference;
import dev.makegood.platform.http.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Incidents as they were opened and as they stand. */
public final class Incidents {

    private static final IncidentId NEWEST = new IncidentId(new UUID(-1, -1));

    /** Names are read for each remedy and never change; they are kept no longer than an erasure may take. */
    private static final int MOST_KEPT = 50_000;

    private static final int MOST_CONTACTS = 200;
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);

    private final IncidentSql sql;
    private final Credits credits;
    private final Cache<IncidentKey, Named> names = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(KEPT_FOR)
            .build();

    public Incidents(Jdbi reads, Credits credits) {
        this.sql = reads.onDemand(IncidentSql.class);
        this.credits = credits;
    }

    /** What an answer about an incident repeats of it. */
    public record Named(IncidentId id, ClaimNumber claim, CustomerNumber customer) {

        public static Named of(Incident incident, CustomerNumber customer) {
            return new Named(incident.id(), incident.claim(), customer);
        }
    }

    public Optional<Named> named(IncidentKey key) {
        Named kept = names.getIfPresent(key);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Named> read = row(key).map(row -> new Named(row.id(), row.claimNumber(), row.customer()));
        read.ifPresent(named -> names.put(key, named));
        return read;
    }

    /** Keeps the names of an incident that was just opened: most remedies follow at once. */
    void opened(Incident incident, CustomerNumber customer) {
        Named named = Named.of(incident, customer);
        names.put(new IncidentKey(incident.id(), null), named);
        names.put(new IncidentKey(null, incident.claim()), named);
    }

    Optional<IncidentView> story(IncidentKey key) {
        return row(key).map(row -> {
            IncidentSql.StoryRow since = sql.story(row.id());
            return IncidentView.of(
                    row,
                    new IncidentView.Story(
                            since.summary(),
                            sql.references(row.id()),
                            contacts(row.id()),
                            new Amount(since.used(), Refusals.COMPANY),
                            credits.ofIncident(row.id()),
                            sql.resolution(row.id()).map(ResolutionView::of).orElse(null)));
        });
    }

    /** The latest, oldest first. */
    private List<ContactView> contacts(IncidentId id) {
        List<ContactView> contacts = new ArrayList<>();
        sql.contacts(id, MOST_CONTACTS).forEach(row -> contacts.add(0, ContactView.of(row)));
        return contacts;
    }

    /** Newest first, after a place in that order. */
    List<IncidentRow> find(
            @Nullable CustomerNumber customer, @Nullable Reference reference, @Nullable IncidentId after, int most) {
        IncidentId before = after == null ? NEWEST : after;
        if (reference != null) {
            return sql.withReference(reference.value(), customer, before, most);
        }
        return customer == null ? sql.newest(before, most) : sql.ofCustomer(customer, before, most);
    }

    /** What is not resolved yet, the most urgent first, after a place in that order. */
    List<IncidentRow> due(Due due, Instant now, Due.Place after, int most) {
        if (due == Due.OVERDUE) {
            return sql.due(now, after.due(), after.incident(), most);
        }
        Due.Place from = after.due().isAfter(now) ? after : Due.Place.after(now);
        return sql.due(Due.LAST, from.due(), from.incident(), most);
    }

    Optional<IncidentRow> row(IncidentKey key) {
        return key.claim() == null ? sql.incident(Objects.requireNonNull(key.id())) : sql.incident(key.claim());
    }
}
