package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.DATE;
import static dev.makegood.ledger.writer.ArrayColumn.Type.INT2;
import static dev.makegood.ledger.writer.ArrayColumn.Type.INT4;
import static dev.makegood.ledger.writer.ArrayColumn.Type.INT8;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TIMESTAMPTZ;
import static dev.makegood.ledger.writer.ArrayColumn.Type.UUID;

import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Usage;
import dev.makegood.ledger.decision.AgentHead;
import dev.makegood.ledger.decision.CustomerHead;
import dev.makegood.ledger.decision.Decision;
import dev.makegood.ledger.decision.IncidentHead;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Collects what a batch decided and writes it, each table in one statement from arrays. */
final class AppendSql {

    private static final SqlFile SQL = SqlFile.read("append.sql");

    private final int epoch;
    private int ordinal;
    private final Rows journal = new Rows(
            UUID,
            UUID,
            INT4,
            INT4,
            UUID,
            TEXT,
            TEXT,
            TEXT,
            UUID,
            TEXT,
            TEXT,
            UUID,
            UUID,
            TEXT,
            TEXT,
            INT2,
            UUID,
            INT8,
            TIMESTAMPTZ);
    private final Rows postings = new Rows(
            UUID,
            INT2,
            UUID,
            TEXT,
            INT8,
            TEXT,
            UUID,
            TEXT,
            UUID,
            UUID,
            UUID,
            INT2,
            INT8,
            INT8,
            INT8,
            TEXT,
            TIMESTAMPTZ,
            DATE,
            TEXT,
            TEXT,
            TEXT,
            INT2,
            TIMESTAMPTZ);
    private final Rows credits = new Rows(
            UUID,
            UUID,
            UUID,
            TEXT,
            TEXT,
            TEXT,
            INT8,
            TEXT,
            TEXT,
            INT8,
            INT8,
            INT8,
            INT8,
            UUID,
            UUID,
            DATE,
            UUID,
            UUID,
            TIMESTAMPTZ,
            DATE,
            TEXT,
            UUID,
            TIMESTAMPTZ);
    private final Rows usage = new Rows(UUID, TEXT, UUID, TEXT, INT8, INT8, DATE, INT8, INT8, INT8, TIMESTAMPTZ);
    private final Rows outbox = new Rows(UUID, UUID, INT4, INT4, TEXT);
    private final Rows changes = new Rows(
            UUID,
            INT2,
            UUID,
            TEXT,
            UUID,
            TEXT,
            INT8,
            INT8,
            INT8,
            TEXT,
            TIMESTAMPTZ,
            DATE,
            TEXT,
            TEXT,
            TEXT,
            TIMESTAMPTZ);

    AppendSql(int epoch) {
        this.epoch = epoch;
    }

    void add(Decision decision) {
        for (Entry entry : decision.entries()) {
            add(entry);
            entry.effects().postings().forEach(posting -> EntryRows.add(postings, entry, posting));
            entry.effects().credits().forEach(credit -> EntryRows.add(credits, credit));
            entry.effects().changes().forEach(change -> EntryRows.add(changes, entry, change));
        }
        if (!decision.usage().isEmpty()) {
            Entry entry = decision.entries().get(decision.entries().size() - 1);
            decision.usage().forEach(used -> add(entry, used));
        }
    }

    private void add(Entry entry) {
        int place = ordinal++;
        journal.add(
                entry.id().value(),
                entry.owner(),
                epoch,
                place,
                entry.commandId(),
                entry.command(),
                entry.outcome(),
                entry.facts(),
                entry.actor().id().value(),
                entry.actor().role().word(),
                entry.about().reason(),
                entry.about().incident() == null
                        ? null
                        : entry.about().incident().value(),
                entry.about().costCentre() == null
                        ? null
                        : entry.about().costCentre().value(),
                entry.limits() == null ? null : entry.limits().toString(),
                entry.heads(),
                (short) entry.effects().postings().size(),
                entry.due() == null ? null : entry.due().of(),
                entry.due() == null ? null : entry.due().version(),
                entry.recordedAt());
        if (entry.accepted()) {
            String type = entry.command().substring(0, entry.command().indexOf('/'));
            outbox.add(entry.id().value(), entry.owner(), epoch, place, type);
        }
    }

    private void add(Entry entry, Usage used) {
        usage.add(
                entry.id().value(),
                used.subject().name(),
                used.id(),
                used.period(),
                used.value(),
                used.total(),
                used.day() == null ? null : used.day().date(),
                used.day() == null ? null : used.day().total(),
                used.version(),
                used.limitVersion(),
                entry.recordedAt());
    }

    /** Writes the rows, and the heads as they stand after the whole batch. */
    void write(
            RoundTrip trip,
            Collection<AgentHead> agents,
            Collection<IncidentHead> incidents,
            Collection<CustomerHead> heads) {
        Rows agent = new Rows(UUID, INT8, DATE, INT8, INT8, TIMESTAMPTZ);
        agents.forEach(head -> agent.add(
                head.agent().value(), head.version(), head.day(), head.dayUsed(), head.monthUsed(), head.recordedAt()));
        Rows incident = new Rows(UUID, INT8, INT8, TIMESTAMPTZ, TIMESTAMPTZ);
        incidents.forEach(head ->
                incident.add(head.incident().value(), head.version(), head.used(), head.due(), head.recordedAt()));
        Rows head = new Rows(UUID, TEXT, INT8, INT8, INT8, TEXT, TEXT, TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ);
        heads.forEach(one -> head.add(
                one.key().owner().value(),
                one.key().unit().code(),
                one.version(),
                one.available(),
                one.held(),
                EntryRows.open(one.open()),
                EntryRows.holds(one.holds().ids()),
                one.nextDue(),
                one.movedTo(),
                known(one.recordedAt())));
        trip.write(SQL.get("journal"), journal)
                .write(SQL.get("postings"), postings)
                .write(SQL.get("credits"), credits)
                .write(SQL.get("changes"), changes)
                .write(SQL.get("usage"), usage)
                .write(SQL.get("outbox"), outbox)
                .write(SQL.get("agents"), agent)
                .write(SQL.get("incidents"), incident)
                .write(SQL.get("heads"), head);
    }

    /** A head that only learned a date has never been recorded. */
    private static Instant known(@Nullable Instant recordedAt) {
        return recordedAt == null ? Instant.MIN : recordedAt;
    }
}
