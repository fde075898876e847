package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.INT2;
import static dev.makegood.ledger.writer.ArrayColumn.Type.INT8;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TIMESTAMPTZ;
import static dev.makegood.ledger.writer.ArrayColumn.Type.UUID;

import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.decision.Decision;
import dev.makegood.ledger.decision.IncidentHead;
import dev.makegood.ledger.decision.Locks;
import dev.makegood.ledger.decision.Request;
import dev.makegood.ledger.decision.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes what not every batch has: opened incidents, their references, texts, purchases, zones. */
final class BesideSql {

    private static final String INCIDENTS = """
            insert into incident (id, owner, claim_number, reason, severity, channel, discovered_by, occurred_at,
              resolve_by, opened_by, cost_centre, summary, entry, recorded_at)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[],
              ?::timestamptz[], ?::timestamptz[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])
            """;
    private static final String CLAIMS = """
            insert into claim_number (number, incident, owner)
            select * from unnest(?::text[], ?::uuid[], ?::uuid[])
            """;
    private static final String HEADS = """
            insert into incident_head (incident, owner, version, used, recorded_at)
            select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[])
            """;
    private static final String MOVE_REFERENCES = """
            update incident_reference r set incident = n.incident
            from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[]) as n (owner, reason, reference, incident)
            where r.owner = n.owner and r.reason = n.reason and r.reference = n.reference
            """;
    private static final String DROP_REFERENCES = """
            delete from incident_reference r
            using unnest(?::uuid[], ?::text[], ?::text[]) as n (owner, reason, reference)
            where r.owner = n.owner and r.reason = n.reason and r.reference = n.reference
            """;
    private static final String TEXTS = """
            insert into text (id, owner, salt, body)
            select id, owner, decode(salt, 'hex'), body
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[]) as t (id, owner, salt, body)
            """;
    private static final String PURCHASES = """
            insert into purchase (redemption, owner, reference, total, unit)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[])
            """;
    private static final String ZONES = """
            update customer c set zone = n.zone, jurisdiction = n.jurisdiction
            from unnest(?::uuid[], ?::text[], ?::text[]) as n (key, zone, jurisdiction) where c.key = n.key
            """;

    private final Connection connection;

    BesideSql(Connection connection) {
        this.connection = connection;
    }

    void write(List<Decision> decisions, Map<?, IncidentHead> heads) throws SQLException {
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
        Rows incidentHeads = new Rows(UUID, UUID, INT8, INT8, TIMESTAMPTZ);
        Rows texts = new Rows(UUID, UUID, TEXT, TEXT);
        Rows purchases = new Rows(UUID, UUID, TEXT, INT8, TEXT);
        Map<Object, Decision.Zone> zones = new HashMap<>();
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
            decision.zones().forEach(zone -> zones.put(zone.customer(), zone));
        }
        write(INCIDENTS, incidents);
        write(CLAIMS, claims);
        write(HEADS, incidentHeads);
        write(TEXTS, texts);
        write(PURCHASES, purchases);
        Rows zoneRows = new Rows(UUID, TEXT, TEXT);
        zones.values()
                .forEach(zone ->
                        zoneRows.add(zone.customer().value(), zone.zone().getId(), zone.jurisdiction()));
        write(ZONES, zoneRows);
    }

    private static void add(Rows rows, Decision.Purchase bought) {
        rows.add(
                bought.redemption().value(),
                bought.owner(),
                bought.purchase().reference(),
                bought.purchase().total().minor(),
                bought.purchase().total().unit().code());
    }

    private static void add(Rows rows, IncidentHead head) {
        rows.add(head.incident().value(), head.owner().value(), head.version(), head.used(), head.recordedAt());
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
    void settle(List<Request> requests, Locked locked, State state) throws SQLException {
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
        write(MOVE_REFERENCES, moved);
        write(DROP_REFERENCES, dropped);
    }

    private void write(String sql, Rows rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            rows.bind(statement, 1);
            statement.executeUpdate();
        }
    }
}
