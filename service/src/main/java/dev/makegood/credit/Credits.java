package dev.makegood.credit;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Terms.Wording;
import dev.makegood.ledger.TextId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Credits as they stand, now or as of a recorded instant. */
public final class Credits {

    /** The most credits that an incident shows, and the most postings that a credit shows. */
    private static final int MOST_SHOWN = 200;

    private static final CreditId NEWEST = new CreditId(new UUID(-1, -1));

    /** How many credits are looked at at once, where those that do not fit are left out after they were read. */
    private static final int LOOKED_AT = 500;

    private static final Set<Wording> FOR_PARTNERS = Set.of(Wording.DESCRIPTION, Wording.SKU);

    private final CreditSql sql;
    private final Moments moments;

    public Credits(Jdbi reads, Moments moments) {
        this.sql = reads.onDemand(CreditSql.class);
        this.moments = moments;
    }

    /** What to list of a customer's credits; the dates themselves are left out. */
    record Filter(
            @Nullable CreditKind kind,
            @Nullable Standing state,
            @Nullable IncidentKey incident,
            @Nullable LocalDate expiresBefore,
            @Nullable LocalDate expiresAfter) {

        private boolean derived() {
            return state != null || expiresBefore != null || expiresAfter != null;
        }

        private boolean fits(CreditView credit) {
            LocalDate on = credit.expiry().on();
            return (state == null || credit.state() == state)
                    && (expiresBefore == null || (on != null && on.isBefore(expiresBefore)))
                    && (expiresAfter == null || (on != null && on.isAfter(expiresAfter)));
        }
    }

    /** The credits given for an incident, oldest first. */
    public List<CreditView> ofIncident(IncidentId incident) {
        Moment now = moments.of(null);
        return sql.ofIncident(incident, now.rows(), MOST_SHOWN).stream()
                .map(row -> CreditView.of(row, now))
                .toList();
    }

    /** A credit as it stood; there is none before it was given. */
    Optional<CreditRow> credit(CreditId id, Moment moment) {
        return sql.credit(id, moment.rows());
    }

    /**
     * A credit with its history, oldest first, and with its values for those who may see them. A partner reads what the
     * thing is, but not what was written to the customer or arranged for it.
     */
    CreditView withHistory(CreditRow row, Moment moment, Role reader) {
        boolean withValues = reader != Role.CUSTOMER && reader != Role.PARTNER;
        List<CreditView.PostingView> postings = new ArrayList<>();
        for (CreditSql.PostingRow posting : sql.latestPostings(row.id(), moment.rows(), MOST_SHOWN)) {
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
        return CreditView.of(row, moment, values, TextsView.of(texts(row, reader)), postings);
    }

    private Map<Wording, String> texts(CreditRow row, Role reader) {
        Map<Wording, TextId> named = row.agreed().texts();
        if (named.isEmpty()) {
            return Map.of();
        }
        Map<UUID, String> bodies = sql
                .texts(row.id(), named.values().stream().map(TextId::value).toList())
                .stream()
                .collect(Collectors.toMap(CreditSql.TextRow::id, CreditSql.TextRow::body));
        Map<Wording, String> texts = new EnumMap<>(Wording.class);
        named.forEach((wording, id) -> {
            String body = bodies.get(id.value());
            if (body != null && (reader != Role.PARTNER || FOR_PARTNERS.contains(wording))) {
                texts.put(wording, body);
            }
        });
        return texts;
    }

    /**
     * A customer's credits, newest first. How a credit stands and when it ends is derived and not stored, so credits
     * for which that does not fit are read and left out; of those that stand as only open ones do, no others are read.
     */
    List<CreditView> ofCustomer(
            CustomerId customer, Filter filter, Moment moment, @Nullable CreditId before, int most) {
        IncidentKey named = filter.incident();
        IncidentId incident = named == null ? null : find(named).orElse(null);
        if (named != null && incident == null) {
            return List.of();
        }
        Kind kind = filter.kind() == null ? null : filter.kind().kind();
        boolean open = filter.state() != null && filter.state().open();
        int chunk = filter.derived() ? Math.max(most, LOOKED_AT) : most;
        List<CreditView> found = new ArrayList<>();
        CreditId last = before == null ? NEWEST : before;
        List<CreditRow> rows;
        do {
            rows = open
                    ? sql.openOfCustomer(customer, last, kind, incident, moment.rows(), chunk)
                    : sql.ofCustomer(customer, last, kind, incident, moment.rows(), chunk);
            for (CreditRow row : rows) {
                CreditView view = CreditView.of(row, moment);
                if (found.size() < most && filter.fits(view)) {
                    found.add(view);
                }
                last = row.id();
            }
        } while (found.size() < most && rows.size() == chunk);
        return found;
    }

    private Optional<IncidentId> find(IncidentKey key) {
        return key.claim() == null ? Optional.ofNullable(key.id()) : sql.incident(key.claim());
    }
}
