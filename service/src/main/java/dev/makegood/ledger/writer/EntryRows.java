package dev.makegood.ledger.writer;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditChange;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Unit;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Rows of the append-only tables as the values that were written. */
final class EntryRows {

    private EntryRows() {}

    static Posting posting(Columns row) throws SQLException {
        UUID reverses = row.uuidOrNull("reverses");
        return new Posting(
                (int) row.number("number"),
                new CustomerId(row.uuid("owner")),
                new Amount(row.number("amount"), row.unit("unit")),
                new Account(Account.Kind.valueOf(row.text("from_kind")), row.uuid("from_party")),
                new Account(Account.Kind.valueOf(row.text("to_kind")), row.uuid("to_party")),
                row.openCredit("credit"),
                open(row),
                reverses == null
                        ? null
                        : new Posting.Reversed(new EntryId(reverses), (int) row.number("reverses_number")));
    }

    static CreditChange change(Columns row) throws SQLException {
        UUID credit = row.uuidOrNull("credit");
        return new CreditChange(
                (int) row.number("number"),
                new CustomerId(row.uuid("owner")),
                row.unit("unit"),
                row.text("what"),
                row.number("head_version"),
                credit == null ? null : row.openCredit("credit"),
                row.expiry(),
                open(row));
    }

    private static List<CreditId> open(Columns row) throws SQLException {
        return Arrays.stream(row.uuids("open")).map(CreditId::new).toList();
    }

    static Credit credit(Columns row) throws SQLException {
        Unit currency = row.unit("currency");
        return new Credit(
                new CreditId(row.uuid("id")),
                new CustomerId(row.uuid("owner")),
                new EntryId(row.uuid("entry")),
                Kind.valueOf(row.text("kind")),
                Basis.valueOf(row.text("basis")),
                new Amount(row.number("face"), row.unit("unit")),
                new Credit.Values(
                        new Amount(row.number("customer_value"), currency),
                        new Amount(row.number("fair_value"), currency),
                        new Amount(row.number("cost"), currency),
                        row.number("rate_version")),
                new Credit.Giver(
                        new PrincipalId(row.uuid("giver")),
                        new AgentId(row.uuid("charged")),
                        row.date("charged_day"),
                        new CostCentreId(row.uuid("cost_centre"))),
                new IncidentId(row.uuid("incident")),
                row.expiry(),
                row.instant("recorded_at"));
    }
}
