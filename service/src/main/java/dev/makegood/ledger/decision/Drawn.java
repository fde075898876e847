package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Unit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose credits the draws of a redemption are from, told draw by draw before anything is locked, up to one that is
 * refused. All of them are one customer's: the one that is named, or that a credit or a code leads to. A bearer's code
 * leads to its own credit and to nothing else of that customer.
 */
final class Drawn {

    private final Principal actor;
    private final Known known;
    private final Map<Command.Draw, Credit> named = new LinkedHashMap<>();
    private final Set<CustomerHead.Key> heads = new LinkedHashSet<>();
    private @Nullable CustomerId customer;
    private @Nullable CustomerId owner;
    private Drawing.@Nullable No no;

    private Drawn(Principal actor, Known known) {
        this.actor = actor;
        this.known = known;
    }

    static Drawn of(Principal actor, Known known, Command.Redeem redeem) {
        Drawn drawn = new Drawn(actor, known);
        drawn.customer = Rules.covered(actor, known, redeem.customer());
        if (redeem.customer() != null && drawn.customer == null) {
            drawn.no = new Drawing.No(Refusal.UNKNOWN_CUSTOMER, new Json());
            return drawn;
        }
        List<Command.Draw> draws = redeem.draws();
        for (int i = 0; i < draws.size() && drawn.no == null; i++) {
            drawn.no = drawn.add(draws.get(i), i);
        }
        if (drawn.no == null && drawn.owner == null) {
            drawn.no = new Drawing.No(Refusal.UNKNOWN_CUSTOMER, new Json());
        }
        return drawn;
    }

    private Drawing.@Nullable No add(Command.Draw draw, int place) {
        if (draw instanceof Command.Draw.ByUnit byUnit) {
            return customer == null
                    ? new Drawing.No(Refusal.UNKNOWN_CUSTOMER, new Json())
                    : add(customer, byUnit.amount().unit());
        }
        if (draw instanceof Command.Draw.ByCode byCode) {
            String why = CodeRule.refused(actor, known, customer, byCode.code());
            if (why != null) {
                return notAccepted(why, place);
            }
            Known.Coded coded = Objects.requireNonNull(known.coded(byCode.code()));
            Credit credit = Objects.requireNonNull(known.credit(coded.credit()));
            if (customer == null && !credit.bearer()) {
                customer = credit.owner();
            }
            return add(draw, credit);
        }
        Command.Draw.ByCredit byCredit = (Command.Draw.ByCredit) draw;
        Credit credit = known.credit(byCredit.credit());
        if (credit == null
                || (customer != null && !customer.equals(credit.owner()))
                || !Rules.covers(actor, known, credit.owner())) {
            return new Drawing.No(Refusal.UNKNOWN_CREDIT, new Json().put("credit", byCredit.credit()));
        }
        customer = credit.owner();
        return add(draw, credit);
    }

    private Drawing.@Nullable No add(Command.Draw draw, Credit credit) {
        named.put(draw, credit);
        return add(credit.owner(), credit.face().unit());
    }

    /** One redemption is one entry, and an entry is one customer's. */
    private Drawing.@Nullable No add(CustomerId of, Unit unit) {
        if (owner != null && !owner.equals(of)) {
            return new Drawing.No(Refusal.TWO_CUSTOMERS, new Json());
        }
        owner = of;
        heads.add(new CustomerHead.Key(of, unit));
        return null;
    }

    /** The journal is told why, and the answer is not. */
    static Drawing.No notAccepted(String why, int place) {
        return new Drawing.No(
                Refusal.CODE_NOT_ACCEPTED, new Json().put("draw", place).put("why", why));
    }

    Drawing.@Nullable No no() {
        return no;
    }

    /** Whose entry it is, as far as it was told; {@code null} while nobody was. */
    @Nullable
    CustomerId entryOf() {
        return owner == null ? customer : owner;
    }

    CustomerId owner() {
        return Objects.requireNonNull(owner, "refused");
    }

    /** Is it one customer's credit that another one, or nobody, was named for? */
    boolean byBearer() {
        return owner != null && !owner.equals(customer);
    }

    /** The credits that draws name, by credit or by code. */
    Map<Command.Draw, Credit> named() {
        return named;
    }

    Set<CustomerHead.Key> heads() {
        return heads;
    }
}
