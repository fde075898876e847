package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Unit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes value from a customer's credits, soonest expiry first, all draws or none. */
final class RedeemRule {

    private RedeemRule() {}

    /** What becomes of what was drawn. */
    interface Taking {
        Decision take(CustomerId owner, @Nullable Basket basket, List<Drawing.Take> taken);
    }

    static Decision decide(Draft draft, Command.Redeem redeem) {
        return decide(draft, redeem, (owner, basket, taken) -> {
            take(draft, owner, taken);
            if (redeem.purchase() != null) {
                EntryId id = new EntryId(draft.request.id());
                draft.bought(new Decision.Purchase(id, owner.value(), redeem.purchase()));
            }
            return draft.accept(owner.value(), Entry.About.NOTHING, basket == null ? null : basket.facts());
        });
    }

    /** All draws or none: what they would take is handed on. */
    static Decision decide(Draft draft, Command.Redeem redeem, Taking taking) {
        UUID principal = draft.request.actor().id().value();
        CustomerId owner = Rules.covered(draft.request.actor(), draft.state.known(), redeem.customer());
        if (redeem.customer() != null && owner == null) {
            return draft.refuse(principal, Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
        }
        Map<Command.Draw, Credit> named = new LinkedHashMap<>();
        for (Command.Draw draw : redeem.draws()) {
            if (draw instanceof Command.Draw.ByCredit byCredit) {
                Credit credit = drawn(draft.request.actor(), draft.state.known(), owner, byCredit);
                if (credit == null) {
                    Json facts = new Json().put("credit", byCredit.credit());
                    return draft.refuse(Rules.owner(draft, owner), Entry.About.NOTHING, Refusal.UNKNOWN_CREDIT, facts);
                }
                owner = credit.owner();
                named.put(draw, credit);
            } else if (owner == null) {
                return draft.refuse(principal, Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
            }
        }
        if (owner == null) {
            return draft.refuse(principal, Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
        }
        Basket basket = redeem.purchase() == null ? null : Basket.of(redeem.purchase());
        Drawing drawing = new Drawing(draft, basket);
        Drawing.No no = draw(drawing, redeem.draws(), named, owner);
        if (no != null) {
            return draft.refuse(owner.value(), Entry.About.NOTHING, no.refusal(), no.facts());
        }
        return taking.take(owner, basket, drawing.taken());
    }

    /** Where what somebody redeems goes. */
    static Account redeemed(Principal actor) {
        return Account.redeemed(actor.role() == Role.PARTNER ? actor.id().value() : Account.NOBODY);
    }

    private static Drawing.@Nullable No draw(
            Drawing drawing, List<Command.Draw> draws, Map<Command.Draw, Credit> named, CustomerId owner) {
        List<Command.Draw> ordered = new ArrayList<>(draws);
        ordered.sort(Comparator.comparingInt(draw -> Drawing.rank(named.get(draw))));
        for (Command.Draw draw : ordered) {
            Drawing.No no = draw instanceof Command.Draw.ByUnit byUnit
                    ? drawing.byUnit(new CustomerHead.Key(owner, byUnit.amount().unit()), byUnit)
                    : drawing.byCredit(
                            Objects.requireNonNull(named.get(draw)),
                            ((Command.Draw.ByCredit) draw).amount(),
                            draws.size());
            if (no != null) {
                return no;
            }
        }
        return null;
    }

    /** The credit that a draw names, if it is this customer's and the caller's business; anybody's first one, if none is named. */
    static @Nullable Credit drawn(
            Principal actor, Known known, @Nullable CustomerId owner, Command.Draw.ByCredit draw) {
        Credit credit = known.credit(draw.credit());
        return credit != null
                        && (owner == null || owner.equals(credit.owner()))
                        && Rules.covers(actor, known, credit.owner())
                ? credit
                : null;
    }

    private static void take(Draft draft, CustomerId owner, List<Drawing.Take> taken) {
        Account to = redeemed(draft.request.actor());
        ZoneId zone = draft.state.zone(owner);
        CustomerHead.Key miles = new CustomerHead.Key(owner, Unit.MILES);
        if (zone != null && taken.stream().anyMatch(take -> take.before().unit().equals(Unit.MILES))) {
            Activity.of(draft, miles, Kind.MILES, zone);
        }
        for (Drawing.Take take : taken) {
            CustomerHead.Key key = new CustomerHead.Key(owner, take.before().unit());
            OpenCredit credit = Objects.requireNonNull(
                    draft.heads.unit(key).credit(take.before().id()));
            OpenCredit after = credit.after(0, credit.available() - take.amount(), credit.state(), credit.expiry());
            Integer line = take.lines().isEmpty() ? null : take.lines().get(0);
            draft.post(key, take.amount(), Account.available(credit.id()), to, after, line, null);
            take.discounts().forEach((of, part) -> {
                Credit given = Objects.requireNonNull(draft.state.known().credit(credit.id()));
                Account funding = Account.funding(given.giver().costCentre());
                draft.discount(owner, new Amount(part, Settings.CURRENCY), funding, to, credit.id(), of, null);
            });
        }
    }
}
