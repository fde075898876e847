package dev.makegood.finance;

import dev.makegood.credit.CreditKind;
import dev.makegood.finance.AccountsSql.BalanceRow;
import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.SignedAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where all value sits; in each unit it sums to zero. */
record AccountsView(Instant asOf, List<AccountBalance> accounts, List<Outstanding> outstanding) {

    /** The balance of one of the ledger's own accounts. */
    record AccountBalance(AccountView account, SignedAmount balance) {}

    /** What customers hold of one kind and unit. */
    record Outstanding(CreditKind kind, Unit unit, Amount available, Amount held) {

        private static Outstanding of(BalanceRow row) {
            Amount none = new Amount(0, row.unit());
            return new Outstanding(CreditKind.of(Kind.valueOf(row.creditKind())), row.unit(), none, none);
        }

        private Outstanding with(BalanceRow row) {
            Amount amount = new Amount(row.balance().longValueExact(), unit);
            return row.kind() == Account.Kind.AVAILABLE
                    ? new Outstanding(kind, unit, amount, held)
                    : new Outstanding(kind, unit, available, amount);
        }
    }

    static AccountsView of(Instant asOf, List<BalanceRow> rows) {
        List<AccountBalance> accounts = new ArrayList<>();
        Map<String, Outstanding> outstanding = new LinkedHashMap<>();
        for (BalanceRow row : rows) {
            if (row.kind() == Account.Kind.AVAILABLE || row.kind() == Account.Kind.HELD) {
                outstanding.compute(
                        row.creditKind() + " " + row.unit(),
                        (key, known) -> (known == null ? Outstanding.of(row) : known).with(row));
            } else {
                accounts.add(new AccountBalance(
                        AccountView.of(row.kind(), row.party(), row.partner()),
                        SignedAmount.of(row.balance().longValueExact(), row.unit())));
            }
        }
        return new AccountsView(asOf, accounts, List.copyOf(outstanding.values()));
    }
}
