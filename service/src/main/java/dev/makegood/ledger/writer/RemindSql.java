package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.DATE;
import static dev.makegood.ledger.writer.ArrayColumn.Type.INT2;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;
import static dev.makegood.ledger.writer.ArrayColumn.Type.TIMESTAMPTZ;
import static dev.makegood.ledger.writer.ArrayColumn.Type.UUID;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.decision.CustomerHead;
import dev.makegood.ledger.decision.Decision;
import dev.makegood.ledger.decision.Request;
import dev.makegood.ledger.decision.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads and writes reminders; a batch that touches nobody whose credits end soon reads none of it. */
final class RemindSql {

    static final String REMINDERS = """
            select id, owner, unit, days, expires_on, credits, recorded_at from reminder where id = any (?::uuid[])
            """;

    private static final SqlFile SQL = SqlFile.read("remind.sql");

    private RemindSql() {}

    static Reminder reminder(Columns row) throws SQLException {
        return new Reminder(
                new ReminderId(row.uuid("id")),
                occasion(row),
                Arrays.stream(row.uuids("credits")).map(CreditId::new).toList(),
                row.instant("recorded_at"));
    }

    private static Reminder.Occasion occasion(Columns row) throws SQLException {
        return new Reminder.Occasion(
                new CustomerId(row.uuid("owner")), row.unit("unit"), row.date("expires_on"), (int) row.number("days"));
    }

    /** What is below the locks: who was reminded of what, and what was reported; once the credits are read. */
    static void read(Connection connection, List<Request> requests, Instant now, State state) throws SQLException {
        Rows occasions = new Rows(UUID, TEXT, DATE);
        Rows dates = new Rows(UUID, TIMESTAMPTZ, UUID, TEXT);
        Rows reports = new Rows(UUID);
        Set<CustomerHead.Key> touched = new HashSet<>();
        for (Request request : requests) {
            if (request.command() instanceof Command.Touch) {
                touched.addAll(request.locks().heads());
            } else if (request.command() instanceof Command.ReportDelivery report) {
                reports.add(report.reminder().value());
            }
        }
        for (CustomerHead.Key key : touched) {
            LocalDate first = null;
            for (CustomerHead.Ending ending : state.head(key).ending(now)) {
                Expiry expiry = ending.expiry();
                dates.add(
                        ending.credit().value(),
                        expiry.at(),
                        key.owner().value(),
                        key.unit().code());
                first = first == null || Objects.requireNonNull(expiry.on()).isBefore(first) ? expiry.on() : first;
            }
            if (first != null) {
                occasions.add(key.owner().value(), key.unit().code(), first);
            }
        }
        new RoundTrip(connection)
                .ask(SQL.get("reminded"), occasions, row -> state.read(occasion(row)))
                .ask(
                        SQL.get("dated"),
                        dates,
                        row -> state.read(
                                new CreditId(row.uuid("credit")), row.instant("expires_at"), row.instant("since")))
                .ask(SQL.get("reported"), reports, row -> state.read(new ReminderId(row.uuid("reminder"))))
                .send();
    }

    static void write(RoundTrip trip, List<Decision> decisions) {
        Rows reminders = new Rows(UUID, UUID, TEXT, INT2, DATE, TEXT, TIMESTAMPTZ);
        Rows reports = new Rows(UUID, UUID, TEXT, UUID, TIMESTAMPTZ);
        for (Decision decision : decisions) {
            for (Reminder reminder : decision.reminders()) {
                reminders.add(
                        reminder.id().value(),
                        reminder.owner().value(),
                        reminder.unit().code(),
                        (short) reminder.occasion().days(),
                        reminder.occasion().expiresOn(),
                        EntryRows.open(reminder.credits()),
                        reminder.recordedAt());
            }
            Decision.Report report = decision.report();
            if (report != null) {
                reports.add(
                        report.reminder().id().value(),
                        report.reminder().owner().value(),
                        report.delivered() ? "delivered" : "undelivered",
                        report.entry().value(),
                        report.recordedAt());
            }
        }
        trip.write(SQL.get("reminders"), reminders).write(SQL.get("reports"), reports);
    }
}
