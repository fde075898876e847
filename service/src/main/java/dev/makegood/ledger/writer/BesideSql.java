package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.INT2;
import static dev.makegood.ledger.writer.ArrayColumn.Type.INT8;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TIMESTAMPTZ;
import static dev.makegood.ledger.writer.ArrayColumn.Type.UUID;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.decision.Decision;
import dev.makegood.ledger.decision.IncidentHead;
import dev.makegood.ledger.decision.Locks;
import dev.makegood.ledger.decision.Request;
import dev.makegood.ledger.decision.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Writes what not every batch has: opened incidents, their references, texts, purchases, codes, zones. */
final class BesideSql {

    private static final SqlFile SQL = SqlFile.read("beside.sql");

    private final RoundTrip trip;

    BesideSql(RoundTrip trip) {
        this.trip = trip;
    }

    void write(List<Decision> decisions, Map<?, IncidentHead> heads) {
        Rows incidents = new Rows(
                UUID,
                UUID,
                TEXT,
                TEXT,
                INT2,
                TEXT,
                TEXT,
                TIMESTAMPTZ,
                TIMESTAMPTZ,
                UUID,
                UUID,
                UUID,
                UUID,
                TIMESTAMPTZ);
        Rows claims = new Rows(TEXT, UUID, UUID);
        Rows incidentHeads = new Rows(UUID, UUID, INT8, INT8, TIMESTAMPTZ, TIMESTAMPTZ);
        Rows texts = new Rows(UUID, UUID, TEXT, TEXT);
        Rows purchases = new Rows(UUID, UUID, TEXT, INT8, TEXT);
        Map<CreditId, Decision.CodeRow> codes = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            decision.entries().stream()
                    .map(Entry::effects)
                    .map(Entry.Effects::opened)
                    .filter(Objects::nonNull)
                    .forEach(incident -> {
                        add(incidents, incident);
                        claims.add(
                                incident.claim().toString(),
                                incident.id().value(),
                                incident.owner().value());
                        add(incidentHeads, Objects.requireNonNull(heads.get(incident.id()), "not opened"));
                    });
            decision.texts()
                    .forEach(text -> texts.add(
                            text.id().value(), text.owner(), text.salt().hex(), text.body()));
            Decision.Purchase bought = decision.purchase();
            if (bought != null) {
                add(purchases, bought);
            }
            decision.codes().forEach(code -> codes.put(code.credit(), code));
        }
        trip.write(SQL.get("incidents"), incidents)
                .write(SQL.get("claims"), claims)
                .write(SQL.get("incident_heads"), incidentHeads)
                .write(SQL.get("texts"), texts)
                .write(SQL.get("purchases"), purchases)
                .write(SQL.get("revoked_codes"), Rows.of(replaced(decisions)))
                .write(SQL.get("codes"), rows(codes.values()))
                .write(SQL.get("holds"), holds(decisions))
                .write(SQL.get("resolutions"), resolutions(decisions))
                .write(SQL.get("zones"), zones(decisions));
        RemindSql.write(trip, decisions);
    }

    /** The credits that stood before and get another code. */
    private static Set<UUID> replaced(List<Decision> decisions) {
        Set<UUID> replaced = new HashSet<>();
        for (Decision decision : decisions) {
            Set<CreditId> issued = new HashSet<>();
            decision.entries().forEach(entry -> entry.effects().credits().forEach(credit -> issued.add(credit.id())));
            decision.codes().stream()
                    .map(Decision.CodeRow::credit)
                    .filter(credit -> !issued.contains(credit))
                    .forEach(credit -> replaced.add(credit.value()));
        }
        return replaced;
    }

    private static Rows rows(Collection<Decision.CodeRow> codes) {
        Rows rows = new Rows(TEXT, TEXT, UUID, UUID, UUID, TEXT);
        codes.forEach(row -> rows.add(
                row.code().hash(),
                row.code().keys(),
                row.credit().value(),
                row.owner().value(),
                row.entry().value(),
                row.code().code().lastFour()));
        return rows;
    }

    private static void add(Rows rows, Decision.Purchase bought) {
        rows.add(
                bought.redemption().value(),
                bought.owner(),
                bought.purchase().reference(),
                bought.purchase().total().minor(),
                bought.purchase().total().unit().code());
    }

    private static Rows holds(List<Decision> decisions) {
        Rows rows = new Rows(UUID, UUID, UUID, UUID, TIMESTAMPTZ, TEXT, TEXT, TIMESTAMPTZ);
        decisions.stream()
                .map(Decision::held)
                .filter(Objects::nonNull)
                .forEach(held -> rows.add(
                        held.id().value(),
                        held.owner().value(),
                        held.by().value(),
                        held.redeemer().party(),
                        held.endsAt(),
                        held.discounts().text(),
                        String.valueOf(held.byBearer()),
                        held.recordedAt()));
        return rows;
    }

    private static Rows resolutions(List<Decision> decisions) {
        Rows rows = new Rows(UUID, UUID, TEXT, UUID, UUID, UUID, TIMESTAMPTZ);
        decisions.stream()
                .map(Decision::resolved)
                .filter(Objects::nonNull)
                .forEach(resolved -> rows.add(
                        resolved.incident().value(),
                        resolved.owner().value(),
                        resolved.outcome(),
                        resolved.by().value(),
                        resolved.note() == null ? null : resolved.note().value(),
                        resolved.entry().value(),
                        resolved.recordedAt()));
        return rows;
    }

    /** The last of a batch counts. */
    private static Rows zones(List<Decision> decisions) {
        Map<CustomerId, Decision.Zone> last = new HashMap<>();
        decisions.forEach(decision -> decision.zones().forEach(zone -> last.put(zone.customer(), zone)));
        Rows rows = new Rows(UUID, TEXT, TEXT);
        last.values()
                .forEach(zone -> rows.add(zone.customer().value(), zone.zone().getId(), zone.jurisdiction()));
        return rows;
    }

    private static void add(Rows rows, IncidentHead head) {
        rows.add(
                head.incident().value(),
                head.owner().value(),
                head.version(),
                head.used(),
                head.due(),
                head.recordedAt());
    }

    private static void add(Rows rows, Incident incident) {
        rows.add(
                incident.id().value(),
                incident.owner().value(),
                incident.claim().toString(),
                incident.facts().reason(),
                (short) incident.facts().severity(),
                incident.facts().channel(),
                incident.facts().discoveredBy(),
                incident.facts().occurredAt(),
                incident.resolveBy(),
                incident.openedBy().value(),
                incident.costCentre().value(),
                incident.summary() == null ? null : incident.summary().value(),
                incident.entry().value(),
                incident.recordedAt());
    }

    /** A reference was claimed for the first that asked; it goes to the one that was accepted, or to nobody. */
    void settle(List<Request> requests, Locked locked, State state) {
        Rows moved = new Rows(UUID, TEXT, TEXT, UUID);
        Rows dropped = new Rows(UUID, TEXT, TEXT);
        Map<Locks.Reference, Request> first = new HashMap<>();
        for (Request request : requests) {
            for (Locks.Reference reference : request.locks().references()) {
                if (!locked.ownReferences.contains(reference) || first.putIfAbsent(reference, request) != null) {
                    continue;
                }
                State.Holder holder = state.holder(reference);
                if (holder == null) {
                    dropped.add(reference.owner().value(), reference.reason(), reference.text());
                } else if (!holder.incident().value().equals(request.id())) {
                    moved.add(
                            reference.owner().value(),
                            reference.reason(),
                            reference.text(),
                            holder.incident().value());
                }
            }
        }
        trip.write(SQL.get("moved_references"), moved).write(SQL.get("dropped_references"), dropped);
    }
}
