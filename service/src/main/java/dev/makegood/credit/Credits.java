package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.ledger.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Credits as they stand now. */
public final class Credits {

    /** The most credits that an incident shows, and the most postings that a credit shows. */
    private static final int MOST_SHOWN = 200;

    private static final CreditId NEWEST = new CreditId(new UUID(-1, -1));

    private final CreditSql sql;
    private final InstantSource clock;

    public Credits(Jdbi reads, InstantSource clock) {
        this.sql = reads.onDemand(CreditSql.class);
        this.clock = clock;
    }

    /** What to list of a customer's credits. */
    record Filter(
            @Nullable CreditKind kind,
            @Nullable Standing state,
            @Nullable IncidentKey incident) {}

    /** The credits given for an incident, oldest first. */
    public List<CreditView> ofIncident(IncidentId incident) {
        Instant now = clock.instant();
        return sql.ofIncident(incident, MOST_SHOWN).stream()
                .map(row -> CreditView.of(row, now))
                .toList();
    }

    Optional<CreditRow> credit(CreditId id) {
        return sql.credit(id);
    }

    /** A credit with its history, oldest first, and with its values for those who may see them. */
    CreditView withHistory(CreditRow row, boolean withValues) {
        List<CreditView.PostingView> postings = new ArrayList<>();
        for (CreditSql.PostingRow posting : sql.latestPostings(row.id(), MOST_SHOWN)) {
            postings.add(new CreditView.PostingView(
                    posting.entry(),
                    posting.recordedAt(),
                    PostingType.of(posting.fromKind(), posting.toKind()),
                    row.amount(posting.amount()),
                    row.amount(posting.available()),
                    row.amount(posting.held()),
                    posting.headVersion()));
        }
        Collections.reverse(postings);
        CreditView.Values values = withValues
                ? new CreditView.Values(
                        row.value(row.customerValue()),
                        row.value(row.fairValue()),
                        row.value(row.cost()),
                        row.rateVersion())
                : null;
        return CreditView.of(row, clock.instant(), values, postings);
    }

    /**
     * A customer's credits, newest first. How a credit stands is derived and not stored, so credits that stand
     * otherwise are read and left out.
     */
    List<CreditView> ofCustomer(CustomerId customer, Filter filter, @Nullable CreditId before, int most) {
        IncidentKey named = filter.incident();
        IncidentId incident = named == null ? null : find(named).orElse(null);
        if (named != null && incident == null) {
            return List.of();
        }
        Kind kind = filter.kind() == null ? null : filter.kind().kind();
        Instant now = clock.instant();
        List<CreditView> found = new ArrayList<>();
        CreditId last = before == null ? NEWEST : before;
        List<CreditRow> rows;
        do {
            rows = sql.ofCustomer(customer, last, kind, incident, most);
            for (CreditRow row : rows) {
                CreditView view = CreditView.of(row, now);
                if (found.size() < most && (filter.state() == null || view.state() == filter.state())) {
                    found.add(view);
                }
                last = row.id();
            }
        } while (found.size() < most && rows.size() == most);
        return found;
    }

    private Optional<IncidentId> find(IncidentKey key) {
        return key.claim() == null ? Optional.ofNullable(key.id()) : sql.incident(key.claim());
    }
}
