package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;
import static dev.makegood.ledger.writer.ArrayColumn.Type.UUID;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.decision.AgentHead;
import dev.makegood.ledger.decision.CustomerHead;
import dev.makegood.ledger.decision.IncidentHead;
import dev.makegood.ledger.decision.Known;
import dev.makegood.ledger.decision.Locks;
import dev.makegood.ledger.decision.OpenHold;
import dev.makegood.ledger.decision.OpenHolds;
import dev.makegood.ledger.decision.Request;
import dev.makegood.ledger.decision.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one place that locks: everything a batch needs, in one round trip and one global order. */
final class LockSql {

    private static final SqlFile SQL = SqlFile.read("lock.sql");
    private static final SqlFile READS = SqlFile.read("read.sql");

    /** A credit as it stands, asked by its id. */
    static final String NAMED_CREDITS = READS.get("named_credits");

    private final Connection connection;

    LockSql(Connection connection) {
        this.connection = connection;
    }

    Locked lock(List<Request> requests, Known known) throws SQLException {
        Locked locked = new Locked();
        boolean exclusive = requests.stream().anyMatch(one -> one.command() instanceof SettingsCommand);
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
        RoundTrip trip = new RoundTrip(connection)
                .run(SQL.get(exclusive ? "exclusive" : "shared"))
                .run(SQL.get("planner"))
                .ask(SQL.get("keys"), keys, row -> locked.ownKeys.add(row.uuid("id")))
                .run(SQL.get("patience"))
                .ask(SQL.get("references"), references, row -> locked.ownReferences.add(reference(row)))
                .ask(SQL.get("agents"), Rows.of(agents), row -> locked.agents.add(agent(row)))
                .ask(SQL.get("incidents"), Rows.of(incidents), row -> locked.incidents.add(incident(row)))
                .write(SQL.get(setsZones ? "zoned" : "unzoned"), Rows.of(zones))
                .write(SQL.get("missing_heads"), units)
                .ask(SQL.get("heads"), units, row -> locked.heads.add(head(row)))
                .ask(SQL.get("settings"), row -> locked.settingsVersion = row.number("version"))
                .ask(SQL.get("zones"), Rows.of(owners), row -> locked.zones.put(owner(row), zone(row)));
        if (exclusive) {
            trip.ask(SQL.get("latest_use"), row -> locked.latestUse = row.instantOrNull("recorded_at"));
        }
        trip.send();
        return locked;
    }

    private static CustomerId owner(Columns row) throws SQLException {
        return new CustomerId(row.uuid("key"));
    }

    private static ZoneId zone(Columns row) throws SQLException {
        return ZoneId.of(row.text("zone"));
    }

    private static AgentHead agent(Columns row) throws SQLException {
        return new AgentHead(
                new AgentId(row.uuid("agent")),
                row.number("version"),
                row.date("day"),
                row.number("day_used"),
                row.number("month_used"),
                row.instant("recorded_at"));
    }

    private static IncidentHead incident(Columns row) throws SQLException {
        return new IncidentHead(
                new IncidentId(row.uuid("incident")),
                new CustomerId(row.uuid("owner")),
                row.number("version"),
                row.number("used"),
                row.instantOrNull("due"),
                row.instant("recorded_at"));
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
                open.isEmpty() ? Map.of() : null,
                Map.of(),
                OpenHolds.unread(EntryRows.holds(row)));
    }

    private static Locks.Reference reference(Columns row) throws SQLException {
        return new Locks.Reference(new CustomerId(row.uuid("owner")), row.text("reason"), row.text("reference"));
    }

    /**
     * Reads what the locks now keep still: the incidents that hold references which this batch could not
     * claim, the credits of the heads that need them and those that are named, the codes that are used, what
     * has been given back of redemptions, and how often credits were extended and how much of them was handed on.
     */
    void read(
            Set<Locks.Reference> held,
            List<CustomerHead> heads,
            Set<CreditId> named,
            Set<CreditId> coded,
            Set<UUID> redemptions,
            Set<UUID> changed,
            State state)
            throws SQLException {
        Rows references = new Rows(UUID, TEXT, TEXT);
        held.forEach(one -> references.add(one.owner().value(), one.reason(), one.text()));
        Map<CustomerHead.Key, Map<CreditId, OpenCredit>> found = new HashMap<>();
        Map<CustomerHead.Key, Map<CreditId, Terms>> terms = new HashMap<>();
        Map<CustomerHead.Key, Map<EntryId, OpenHold>> holds = new HashMap<>();
        Rows keys = new Rows(UUID, TEXT);
        Rows holding = new Rows(UUID, TEXT, TEXT);
        for (CustomerHead head : heads) {
            keys.add(head.key().owner().value(), head.key().unit().code());
            found.put(head.key(), new HashMap<>());
            holds.put(head.key(), new HashMap<>());
            String ids = EntryRows.holds(head.holds().ids());
            if (ids != null) {
                holding.add(head.key().owner().value(), head.key().unit().code(), ids);
            }
        }
        Rows credits = new Rows(UUID);
        named.forEach(id -> credits.add(id.value()));
        Rows codes = new Rows(UUID);
        coded.forEach(id -> codes.add(id.value()));
        new RoundTrip(connection)
                .ask(READS.get("holders"), references, row -> state.read(reference(row), holder(row)))
                .ask(READS.get("open_credits"), keys, row -> {
                    keep(found, terms, row);
                    state.read(
                            new CreditId(row.uuid("credit")),
                            Credit.takenBackTo(
                                    Basis.valueOf(row.text("basis")), new CostCentreId(row.uuid("cost_centre"))));
                })
                .ask(READS.get("open_holds"), holding, row -> keep(holds, row))
                .ask(NAMED_CREDITS, credits, row -> keep(found, terms, row))
                .ask(
                        READS.get("codes"),
                        codes,
                        row -> state.read(new CreditId(row.uuid("credit")), new EntryId(row.uuid("entry"))))
                .ask(READS.get("reversed"), Rows.of(redemptions), row -> state.read(reversed(row), row.number("sum")))
                .ask(READS.get("changed"), Rows.of(changed), row -> changed(state, row))
                .ask(READS.get("transferred"), Rows.of(changed), row -> transferred(state, row))
                .send();
        heads.forEach(head -> state.read(head.with(
                found.getOrDefault(head.key(), Map.of()),
                terms.getOrDefault(head.key(), Map.of()),
                holds.getOrDefault(head.key(), Map.of()))));
    }

    private static State.Holder holder(Columns row) throws SQLException {
        return new State.Holder(new IncidentId(row.uuid("id")), ClaimNumber.parse(row.text("claim_number")));
    }

    private static void changed(State state, Columns row) throws SQLException {
        state.read(new CreditId(row.uuid("credit")), row.text("what"), row.number("times"));
    }

    private static void transferred(State state, Columns row) throws SQLException {
        state.read(new CreditId(row.uuid("credit")), State.TRANSFERRED, row.number("sum"));
    }

    private static Posting.Reversed reversed(Columns row) throws SQLException {
        return new Posting.Reversed(new EntryId(row.uuid("reverses")), (int) row.number("reverses_number"));
    }

    private static void keep(
            Map<CustomerHead.Key, Map<CreditId, OpenCredit>> found,
            Map<CustomerHead.Key, Map<CreditId, Terms>> terms,
            Columns row)
            throws SQLException {
        CustomerHead.Key key = new CustomerHead.Key(new CustomerId(row.uuid("owner")), row.unit("unit"));
        OpenCredit credit = named(row);
        Map<CreditId, OpenCredit> credits = found.get(key);
        if (credits != null) {
            credits.put(credit.id(), credit);
        }
        String restricted = row.textOrNull("terms");
        if (restricted != null) {
            terms.computeIfAbsent(key, of -> new HashMap<>()).put(credit.id(), Terms.parse(restricted));
        }
    }

    private static void keep(Map<CustomerHead.Key, Map<EntryId, OpenHold>> holds, Columns row) throws SQLException {
        EntryId id = new EntryId(row.uuid("id"));
        OpenHold.Line line =
                new OpenHold.Line((int) row.number("number"), new CreditId(row.uuid("credit")), row.number("remains"));
        OpenHold one = new OpenHold(id, row.instant("ends_at"), List.of(line));
        CustomerHead.Key key = new CustomerHead.Key(new CustomerId(row.uuid("owner")), row.unit("unit"));
        Objects.requireNonNull(holds.get(key)).merge(id, one, (all, next) -> all.more(line));
    }

    static OpenCredit named(Columns row) throws SQLException {
        return OpenCredit.read(row.openCredit("credit"), moved(row));
    }

    private static @Nullable Expiry moved(Columns row) throws SQLException {
        Instant at = row.instantOrNull("moved_to");
        return at == null ? null : new Expiry(at, row.dateOrNull("moved_on"), ZoneId.of(row.text("moved_zone")));
    }
}
