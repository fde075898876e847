package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.finance.Check;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger with one agent who gives and customers who come to a till, each once. */
final class Counter {

    final LedgerFixture given;
    final Principal agent;
    private final TestDatabase database;
    private int people;

    Counter(TestDatabase database) {
        this.database = database;
        given = new LedgerFixture(database).withPolicy();
        given.limits("SUPERVISOR", 1_000_000L, null, null);
        agent = given.agent("agent", "SUPERVISOR", "EAST");
    }

    /** After all that was done the ledger agrees with itself. */
    void close() throws SQLException {
        given.close();
        try (Connection reader = database.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }

    String customer() {
        return "C-" + people++;
    }

    CreditId credit(String customer, Command.Grant grant) {
        return given.credit(agent, customer, grant);
    }

    static Command.Capture capture(Entry hold, @Nullable Amount amount) {
        return new Command.Capture(hold.id(), amount);
    }

    static Amount usd(long cents) {
        return new Amount(cents, Unit.USD);
    }

    /** How much of a customer's has gone from one kind of account to another. */
    long sum(Entry of, String from, String to) {
        return given.number("select coalesce(sum(amount), 0) from posting where owner = '" + of.owner()
                + "' and from_kind = '" + from + "' and to_kind = '" + to + "'");
    }

    static List<String> moves(Entry entry) {
        return entry.effects().postings().stream()
                .map(posting -> posting.from().kind() + " " + posting.to().kind() + " "
                        + posting.amount().display())
                .toList();
    }
}
