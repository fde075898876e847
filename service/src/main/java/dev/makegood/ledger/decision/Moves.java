package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditChange;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the entry at hand, and the heads as they move with each of them. */
abstract class Moves {

    final Heads heads;
    final Instant now;
    List<Posting> postings = new ArrayList<>();
    List<CreditChange> changes = new ArrayList<>();
    final List<Credit> credits = new ArrayList<>();
    int rows;

    Moves(Heads heads, Instant now) {
        this.heads = heads;
        this.now = now;
    }

    /** The number of the next row. */
    int nextNumber() {
        return rows;
    }

    void issues(Credit credit) {
        begins(credit, Account.funding(credit.giver().costCentre()), CreditState.ACTIVE);
    }

    /** A credit that begins with value from an account. */
    void begins(Credit credit, Account from, CreditState state) {
        credits.add(credit);
        CustomerHead.Key key =
                new CustomerHead.Key(credit.owner(), credit.face().unit());
        heads.moves(heads.unit(key).gives(credit.id(), credit.terms()));
        OpenCredit lot = new OpenCredit(
                credit.id(), credit.face().unit(), 0, credit.face().minor(), 0, state, credit.expiry());
        post(key, credit.face().minor(), from, Account.available(credit.id()), lot, null);
    }

    /** Moves the money that goes with a part of a price, and leaves the credit's own balances alone. */
    void discount(
            CustomerId owner,
            Amount amount,
            Account from,
            Account to,
            CreditId credit,
            @Nullable Integer line,
            Posting.@Nullable Reversed reverses) {
        postings.add(new Posting(rows++, owner, amount, from, to, credit, null, List.of(), List.of(), line, reverses));
    }

    /** Moves value between two accounts; the credit's balances after it are given, its version is set here. */
    OpenCredit post(
            CustomerHead.Key key,
            long amount,
            Account from,
            Account to,
            OpenCredit after,
            Posting.@Nullable Reversed reverses) {
        return post(key, amount, from, to, after, null, reverses);
    }

    /** The same, for a line of a purchase. */
    OpenCredit post(
            CustomerHead.Key key,
            long amount,
            Account from,
            Account to,
            OpenCredit after,
            @Nullable Integer line,
            Posting.@Nullable Reversed reverses) {
        CustomerHead before = heads.unit(key);
        OpenCredit touched = after.after(before.version() + 1, after.available(), after.state(), after.expiry());
        CustomerHead head = before.touched(touched, now);
        heads.moves(head);
        postings.add(new Posting(
                rows++,
                key.owner(),
                new Amount(amount, key.unit()),
                from,
                to,
                touched.id(),
                touched,
                head.open(),
                head.holds().ids(),
                line,
                reverses));
        return touched;
    }

    /** Moves the date of all live credits of a unit. */
    void moves(CustomerHead.Key key, Expiry expiry) {
        CustomerHead head = heads.unit(key).moved(expiry, now);
        heads.moves(head);
        changes.add(new CreditChange(
                rows++,
                key.owner(),
                key.unit(),
                "activity",
                head.version(),
                null,
                expiry,
                head.open(),
                head.holds().ids()));
    }

    /** Changes one credit without moving value. */
    OpenCredit changes(CustomerHead.Key key, String what, OpenCredit after) {
        CustomerHead before = heads.unit(key);
        OpenCredit changed = after.after(before.version() + 1, after.available(), after.state(), after.expiry());
        CustomerHead head = before.touched(changed, now);
        heads.moves(head);
        changes.add(new CreditChange(
                rows++,
                key.owner(),
                key.unit(),
                what,
                head.version(),
                changed,
                changed.expiry(),
                head.open(),
                head.holds().ids()));
        return changed;
    }
}
