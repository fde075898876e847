package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;
import static dev.makegood.ledger.writer.ArrayColumn.Type.UUID;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.decision.AgentHead;
import dev.makegood.ledger.decision.CustomerHead;
import dev.makegood.ledger.decision.IncidentHead;
import dev.makegood.ledger.decision.Known;
import dev.makegood.ledger.decision.Locks;
import dev.makegood.ledger.decision.Request;
import dev.makegood.ledger.decision.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one place that locks: everything a batch needs, in one round trip and one global order. */
final class LockSql {

    private static final String LOCK = SqlFile.read("lock.sql");
    private static final String HOLDERS = """
            select r.owner, r.reason, r.reference, i.id, i.claim_number
            from unnest(?::uuid[], ?::text[], ?::text[]) as k (owner, reason, reference)
            join incident_reference r using (owner, reason, reference)
            join incident i on i.id = r.incident
            """;
    private static final String OPEN_CREDITS = """
            select k.owner, k.unit, c.* from unnest(?::uuid[], ?::text[]) as k (owner, unit)
            cross join lateral credits_at(k.owner, k.unit, 'infinity') c
            """;
    private static final String NAMED_CREDITS = """
            select k.id as credit, c.*, m.expires_at as moved_to, m.expires_on as moved_on, m.zone as moved_zone
            from unnest(?::uuid[]) as k (id) cross join lateral credit_at(k.id, 'infinity') c
            left join lateral moved_at(c.owner, c.unit, c.head_version, 'infinity') m on true
            """;
    private static final String REVERSED = """
            select reverses, reverses_number, sum(amount) as sum from posting
            where reverses = any (?::uuid[]) group by reverses, reverses_number
            """;

    private final Connection connection;

    LockSql(Connection connection) {
        this.connection = connection;
    }

    Locked lock(List<Request> requests, Known known) throws SQLException {
        Locked locked = new Locked();
        boolean exclusive = requests.stream().anyMatch(one -> one.command() instanceof Command.OfSettings);
        boolean setsZones = requests.stream().anyMatch(one -> one.command() instanceof Command.SetCustomer);
        Rows keys = new Rows(UUID, UUID, UUID);
        Rows references = new Rows(UUID, TEXT, TEXT, UUID);
        Set<Locks.Reference> claimed = new HashSet<>();
        Set<UUID> agents = new HashSet<>();
        Set<UUID> incidents = new HashSet<>();
        Set<UUID> zones = new HashSet<>();
        Set<UUID> owners = new HashSet<>();
        Set<CustomerHead.Key> heads = new HashSet<>();
        for (Request request : requests) {
            Submission.Key key = request.submission().key();
            if (key != null) {
                keys.add(key.id(), key.fingerprint(), request.id());
            }
            for (Locks.Reference reference : request.locks().references()) {
                if (claimed.add(reference)) {
                    references.add(reference.owner().value(), reference.reason(), reference.text(), request.id());
                }
            }
            request.locks().agents().forEach(id -> agents.add(id.value()));
            request.locks().incidents().forEach(id -> incidents.add(id.value()));
            request.locks().zones().forEach(id -> zones.add(id.value()));
            request.locks().owners(known).forEach(id -> owners.add(id.value()));
            heads.addAll(request.locks().heads());
        }
        Rows units = new Rows(UUID, TEXT);
        heads.forEach(key -> units.add(key.owner().value(), key.unit().code()));
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setBoolean(1, exclusive);
            int next = references.bind(lock, keys.bind(lock, 2));
            next = Rows.of(zones)
                    .bind(lock, Rows.of(incidents).bind(lock, Rows.of(agents).bind(lock, next)));
            lock.setBoolean(next++, setsZones);
            next = units.bind(lock, units.bind(lock, next));
            Rows.of(owners).bind(lock, next);
            read(new Results(lock), locked);
        }
        return locked;
    }

    private static void read(Results results, Locked locked) throws SQLException {
        results.next();
        results.next();
        each(results, row -> locked.ownKeys.add(row.uuid("id")));
        each(results, row -> locked.ownReferences.add(reference(row)));
        each(
                results,
                row -> locked.agents.add(new AgentHead(
                        new AgentId(row.uuid("agent")),
                        row.number("version"),
                        row.date("day"),
                        row.number("day_used"),
                        row.number("month_used"),
                        row.instant("recorded_at"))));
        each(
                results,
                row -> locked.incidents.add(new IncidentHead(
                        new IncidentId(row.uuid("incident")),
                        new CustomerId(row.uuid("owner")),
                        row.number("version"),
                        row.number("used"),
                        row.instant("recorded_at"))));
        results.next();
        each(results, row -> locked.heads.add(head(row)));
        each(results, row -> locked.settingsVersion = row.number("version"));
        each(results, row -> locked.zones.put(new CustomerId(row.uuid("key")), ZoneId.of(row.text("zone"))));
    }

    private static CustomerHead head(Columns row) throws SQLException {
        List<CreditId> open =
                Arrays.stream(row.uuids("open")).map(CreditId::new).toList();
        return new CustomerHead(
                new CustomerHead.Key(new CustomerId(row.uuid("owner")), row.unit("unit")),
                row.number("version"),
                row.number("available"),
                row.number("held"),
                open,
                row.instantOrNull("next_due"),
                row.instantOrNull("moved_to"),
                row.instant("recorded_at"),
                open.isEmpty() ? Map.of() : null);
    }

    private static Locks.Reference reference(Columns row) throws SQLException {
        return new Locks.Reference(new CustomerId(row.uuid("owner")), row.text("reason"), row.text("reference"));
    }

    /** The incidents that hold references which this batch could not claim. */
    void readHolders(Collection<Locks.Reference> references, State state) throws SQLException {
        if (references.isEmpty()) {
            return;
        }
        Rows wanted = new Rows(UUID, TEXT, TEXT);
        references.forEach(one -> wanted.add(one.owner().value(), one.reason(), one.text()));
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            wanted.bind(statement, 1);
            each(
                    statement.executeQuery(),
                    row -> state.read(
                            reference(row),
                            new State.Holder(
                                    new IncidentId(row.uuid("id")), ClaimNumber.parse(row.text("claim_number")))));
        }
    }

    /** Reads the credits of the heads that need them, and puts the heads with them into the state. */
    void readCredits(List<CustomerHead> heads, Set<CreditId> named, State state) throws SQLException {
        if (heads.isEmpty()) {
            return;
        }
        Map<CustomerHead.Key, Map<CreditId, OpenCredit>> found = new HashMap<>();
        Rows keys = new Rows(UUID, TEXT);
        for (CustomerHead head : heads) {
            keys.add(head.key().owner().value(), head.key().unit().code());
            found.put(head.key(), new HashMap<>());
        }
        try (PreparedStatement statement = connection.prepareStatement(OPEN_CREDITS)) {
            keys.bind(statement, 1);
            each(statement.executeQuery(), row -> keep(found, row));
        }
        if (!named.isEmpty()) {
            Set<UUID> ids = new HashSet<>();
            named.forEach(id -> ids.add(id.value()));
            try (PreparedStatement statement = connection.prepareStatement(NAMED_CREDITS)) {
                Rows.of(ids).bind(statement, 1);
                each(statement.executeQuery(), row -> keep(found, row));
            }
        }
        heads.forEach(head -> state.read(head.with(found.getOrDefault(head.key(), Map.of()))));
    }

    private static void keep(Map<CustomerHead.Key, Map<CreditId, OpenCredit>> found, Columns row) throws SQLException {
        CustomerHead.Key key = new CustomerHead.Key(new CustomerId(row.uuid("owner")), row.unit("unit"));
        OpenCredit credit = OpenCredit.read(row.openCredit("credit"), moved(row));
        Map<CreditId, OpenCredit> credits = found.get(key);
        if (credits != null) {
            credits.put(credit.id(), credit);
        }
    }

    private static @Nullable Expiry moved(Columns row) throws SQLException {
        Instant at = row.instantOrNull("moved_to");
        return at == null ? null : new Expiry(at, row.dateOrNull("moved_on"), ZoneId.of(row.text("moved_zone")));
    }

    /** What has been given back of these redemptions. */
    void readReversed(Set<UUID> redemptions, State state) throws SQLException {
        if (redemptions.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(REVERSED)) {
            Rows.of(redemptions).bind(statement, 1);
            each(
                    statement.executeQuery(),
                    row -> state.read(
                            new Posting.Reversed(
                                    new EntryId(row.uuid("reverses")), (int) row.number("reverses_number")),
                            row.number("sum")));
        }
    }

    /** What is done with each row. */
    interface Reader {
        void read(Columns row) throws SQLException;
    }

    private static void each(Results results, Reader reader) throws SQLException {
        each(results.next(), reader);
    }

    private static void each(ResultSet rows, Reader reader) throws SQLException {
        while (rows.next()) {
            reader.read(new Columns(rows));
        }
    }
}
