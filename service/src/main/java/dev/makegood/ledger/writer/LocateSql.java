package dev.makegood.ledger.writer;

import static dev.makegood.ledger.writer.ArrayColumn.Type.TEXT;
import static dev.makegood.ledger.writer.ArrayColumn.Type.UUID;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentFacts;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.TextId;
import dev.makegood.ledger.decision.Known;
import dev.makegood.ledger.decision.Rules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds, before anything is locked, what never changes: customers' keys, incidents, credits, redemptions. */
final class LocateSql {

    static final String INCIDENT = """
            select id, owner, claim_number, reason, severity, channel, discovered_by, occurred_at, resolve_by,
              opened_by, cost_centre, summary, entry, recorded_at
            from incident where id = any (?::uuid[])
            """;
    /** With its customer; the limit keeps the planner to one look-up for each. */
    private static final String INCIDENT_AND_CUSTOMER = """
            select i.id, i.owner, i.claim_number, i.reason, i.severity, i.channel, i.discovered_by, i.occurred_at,
              i.resolve_by, i.opened_by, i.cost_centre, i.summary, i.entry, i.recorded_at, c.number, c.zone
            from incident i
            left join lateral (select number, zone from customer where key = i.owner limit 1) c on true
            where i.id = any (?::uuid[])
            """;

    private static final String CLAIMS = "select incident from claim_number where number = any (?::text[])";
    private static final String CUSTOMERS = "select number, key from customer where number = any (?::text[])";
    private static final String NUMBERS = "select number, key from customer where key = any (?::uuid[])";
    private static final String NEW_CUSTOMERS = """
            insert into customer (number, key)
            select number, key from unnest(?::text[], ?::uuid[]) as c (number, key) order by number
            on conflict do nothing
            """;
    private static final String CREDITS = """
            select id, owner, entry, unit, kind, basis, face, terms, currency, customer_value, fair_value, cost,
              rate_version, giver, charged, charged_day, cost_centre, incident, expires_at, expires_on, zone,
              came_from, recorded_at
            from credit where id = any (?::uuid[])
            """;
    private static final String TRANSFERS = """
            select id, owner, facts::jsonb ->> 'credit' as credit, facts::jsonb ->> 'to' as receiver from journal
            where id = any (?::uuid[]) and outcome = 'accepted'
              and (command like 'request_transfer/%' or command like 'transfer_credit/%')
            """;

    private final Connection connection;
    private final CustomerKeys keys;
    private final Known known = new Known();

    LocateSql(Connection connection, CustomerKeys keys) {
        this.connection = connection;
        this.keys = keys;
    }

    /** What a code stands for, with its credit and its customer's number. */
    Known locate(Code code, CodeKeys codeKeys, Instant now) throws SQLException {
        CodeSql codes = new CodeSql(connection, codeKeys);
        codes.find(Set.of(code), now, known);
        Set<UUID> owners = new HashSet<>();
        credits(codes.credits(), owners);
        numbers(owners);
        return known;
    }

    Known locate(List<Submission> submissions, CodeKeys codeKeys, Instant now) throws SQLException {
        Named named = new Named();
        submissions.forEach(submission -> named.by(submission.command()));
        customers(named.allCustomers(), named.create);
        claims(named.claims, named.incidents);
        incidents(named.incidents);
        if (!named.codes.isEmpty()) {
            CodeSql codes = new CodeSql(connection, codeKeys);
            codes.find(named.codes, now, known);
            named.credits.addAll(codes.credits());
        }
        Set<UUID> owners = new HashSet<>();
        redemptions(named.redemptions, named.credits, owners);
        transfers(named.transfers, named.credits);
        holds(named.holds, named.credits, owners);
        credits(named.credits, owners);
        reminders(named.reminders, owners);
        if (submissions.stream().anyMatch(one -> one.actor().scope() instanceof Principal.Scope.Only)) {
            numbers(owners);
        }
        receivers(submissions);
        return known;
    }

    /** To whom a credit is handed on becomes a customer only where there is such a credit for who asks. */
    private void receivers(List<Submission> submissions) throws SQLException {
        Set<CustomerNumber> receivers = new HashSet<>();
        for (Submission submission : submissions) {
            Named.receiver(submission.command())
                    .filter(to -> Rules.found(submission, known))
                    .ifPresent(receivers::add);
        }
        customers(receivers, receivers);
    }

    private void customers(Set<CustomerNumber> wanted, Set<CustomerNumber> create) throws SQLException {
        Set<CustomerNumber> missing = new HashSet<>();
        for (CustomerNumber number : wanted) {
            CustomerId key = keys.get(number);
            if (key == null) {
                missing.add(number);
            } else {
                known.add(number, key);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        read(CUSTOMERS, missing, this::customer);
        List<CustomerNumber> unknown = missing.stream()
                .filter(number -> create.contains(number) && known.customer(number) == null)
                .toList();
        if (!unknown.isEmpty()) {
            Rows rows = new Rows(TEXT, UUID);
            unknown.forEach(number -> rows.add(number.value(), keys.fresh()));
            try (PreparedStatement insert = connection.prepareStatement(NEW_CUSTOMERS)) {
                rows.bind(insert, 1);
                insert.executeUpdate();
            }
            read(CUSTOMERS, unknown, this::customer);
        }
    }

    private void customer(Columns row) throws SQLException {
        CustomerNumber number = new CustomerNumber(row.text("number"));
        CustomerId key = new CustomerId(row.uuid("key"));
        keys.put(number, key);
        known.add(number, key);
    }

    private void claims(Set<String> claims, Set<UUID> incidents) throws SQLException {
        read(CLAIMS, claims, row -> incidents.add(row.uuid("incident")));
    }

    private void incidents(Set<UUID> ids) throws SQLException {
        read(INCIDENT_AND_CUSTOMER, ids, row -> {
            Incident incident = incident(row);
            String number = row.textOrNull("number");
            String zone = row.textOrNull("zone");
            known.add(incident);
            if (number != null) {
                known.add(new CustomerNumber(number), incident.owner());
            }
            if (zone != null) {
                known.add(incident.owner(), ZoneId.of(zone));
            }
        });
    }

    static Incident incident(Columns row) throws SQLException {
        UUID summary = row.uuidOrNull("summary");
        return new Incident(
                new IncidentId(row.uuid("id")),
                new CustomerId(row.uuid("owner")),
                ClaimNumber.parse(row.text("claim_number")),
                new IncidentFacts(
                        row.text("reason"),
                        (int) row.number("severity"),
                        row.text("channel"),
                        row.text("discovered_by"),
                        row.instant("occurred_at")),
                row.instant("resolve_by"),
                new AgentId(row.uuid("opened_by")),
                new CostCentreId(row.uuid("cost_centre")),
                new EntryId(row.uuid("entry")),
                summary == null ? null : new TextId(summary),
                row.instant("recorded_at"));
    }

    private void redemptions(Set<UUID> ids, Set<UUID> credits, Set<UUID> owners) throws SQLException {
        RedemptionRows rows = new RedemptionRows();
        read(RedemptionRows.SQL, ids, row -> {
            known.add(rows.redemption(row));
            credits.add(row.uuid("credit"));
            owners.add(row.uuid("owner"));
        });
    }

    private void transfers(Set<UUID> ids, Set<UUID> credits) throws SQLException {
        read(TRANSFERS, ids, row -> {
            CreditId credit = CreditId.parse(row.text("credit"));
            credits.add(credit.value());
            known.add(new Known.Transfer(
                    new EntryId(row.uuid("id")),
                    new CustomerId(row.uuid("owner")),
                    credit,
                    CustomerId.parse(row.text("receiver"))));
        });
    }

    private void holds(Set<UUID> ids, Set<UUID> credits, Set<UUID> owners) throws SQLException {
        HoldRows rows = new HoldRows();
        read(HoldRows.SQL, ids, row -> {
            known.add(rows.hold(row));
            credits.add(row.uuid("credit"));
            owners.add(row.uuid("owner"));
        });
    }

    private void credits(Set<UUID> ids, Set<UUID> owners) throws SQLException {
        read(CREDITS, ids, row -> {
            Credit credit = EntryRows.credit(row);
            owners.add(credit.owner().value());
            known.add(credit);
        });
    }

    private void reminders(Set<UUID> ids, Set<UUID> owners) throws SQLException {
        read(RemindSql.REMINDERS, ids, row -> {
            Reminder reminder = RemindSql.reminder(row);
            owners.add(reminder.owner().value());
            known.add(reminder);
        });
    }

    private void numbers(Set<UUID> owners) throws SQLException {
        read(NUMBERS, owners, this::customer);
    }

    /** What is done with each row. */
    private interface Reader {
        void read(Columns row) throws SQLException;
    }

    private void read(String sql, Collection<?> ids, Reader reader) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows wanted = new Rows(ids.iterator().next() instanceof UUID ? UUID : TEXT);
            ids.forEach(id -> wanted.add(id instanceof UUID ? id : id.toString()));
            wanted.bind(statement, 1);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                reader.read(new Columns(rows));
            }
        }
    }
}
