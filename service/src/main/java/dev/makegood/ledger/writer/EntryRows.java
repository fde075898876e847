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
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the append-only tables as the values that they stand for, both ways. */
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
                new CreditId(row.uuid("credit")),
                row.numberOrNull("head_version") == null ? null : row.openCredit("credit"),
                open(row),
                holds(row),
                row.row().getObject("line", Integer.class),
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
                open(row),
                holds(row));
    }

    private static List<CreditId> open(Columns row) throws SQLException {
        UUID[] open = row.uuidsOrNull("open");
        return open == null ? List.of() : Arrays.stream(open).map(CreditId::new).toList();
    }

    /** A row without any names none, and takes no room for it. */
    static List<EntryId> holds(Columns row) throws SQLException {
        UUID[] holds = row.uuidsOrNull("holds");
        return holds == null
                ? List.of()
                : Arrays.stream(holds).map(EntryId::new).toList();
    }

    static Credit credit(Columns row) throws SQLException {
        Unit currency = row.unit("currency");
        UUID cameFrom = row.uuidOrNull("came_from");
        return new Credit(
                new CreditId(row.uuid("id")),
                new CustomerId(row.uuid("owner")),
                new EntryId(row.uuid("entry")),
                Kind.valueOf(row.text("kind")),
                Basis.valueOf(row.text("basis")),
                new Amount(row.number("face"), row.unit("unit")),
                Terms.parse(row.textOrNull("terms")),
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
                cameFrom == null ? null : new CreditId(cameFrom),
                row.instant("recorded_at"));
    }

    static void add(Rows rows, Entry entry, Posting posting) {
        OpenCredit after = posting.after();
        Posting.Reversed reverses = posting.reverses();
        rows.add(
                entry.id().value(),
                (short) posting.number(),
                posting.owner().value(),
                posting.amount().unit().code(),
                posting.amount().minor(),
                posting.from().kind().name(),
                posting.from().party(),
                posting.to().kind().name(),
                posting.to().party(),
                posting.credit().value(),
                reverses == null ? null : reverses.entry().value(),
                reverses == null ? null : (short) reverses.number(),
                after == null ? null : after.version(),
                after == null ? null : after.available(),
                after == null ? null : after.held(),
                after == null ? null : after.state().name(),
                after == null ? null : after.expiry().at(),
                after == null ? null : after.expiry().on(),
                after == null ? null : after.expiry().zone().getId(),
                after == null ? null : open(posting.open()),
                holds(posting.holds()),
                posting.line(),
                entry.recordedAt());
    }

    static void add(Rows rows, Credit credit) {
        rows.add(
                credit.id().value(),
                credit.owner().value(),
                credit.entry().value(),
                credit.face().unit().code(),
                credit.kind().name(),
                credit.basis().name(),
                credit.face().minor(),
                credit.terms().text(),
                credit.values().customer().unit().code(),
                credit.values().customer().minor(),
                credit.values().fair().minor(),
                credit.values().cost().minor(),
                credit.values().rateVersion(),
                credit.giver().giver().value(),
                credit.giver().charged().value(),
                credit.giver().chargedDay(),
                credit.giver().costCentre().value(),
                credit.incident().value(),
                credit.expiry().at(),
                credit.expiry().on(),
                credit.expiry().zone().getId(),
                credit.cameFrom() == null ? null : credit.cameFrom().value(),
                credit.recordedAt());
    }

    static void add(Rows rows, Entry entry, CreditChange change) {
        OpenCredit after = change.after();
        Expiry expiry = change.expiry();
        rows.add(
                entry.id().value(),
                (short) change.number(),
                change.owner().value(),
                change.unit().code(),
                after == null ? null : after.id().value(),
                change.what(),
                change.headVersion(),
                after == null ? null : after.available(),
                after == null ? null : after.held(),
                after == null ? null : after.state().name(),
                expiry.at(),
                expiry.on(),
                expiry.zone().getId(),
                open(change.open()),
                holds(change.holds()),
                entry.recordedAt());
    }

    static @Nullable String holds(List<EntryId> holds) {
        return holds.isEmpty()
                ? null
                : Rows.array(holds.stream().map(EntryId::value).toList());
    }

    static String open(List<CreditId> open) {
        return Rows.array(open.stream().map(CreditId::value).toList());
    }
}
