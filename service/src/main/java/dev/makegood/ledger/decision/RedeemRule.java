package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes value from a customer's credits, soonest expiry first, all draws or none. */
final class RedeemRule {

    /** What a code's credit may have become between the first look and the lock. */
    private static final Set<Refusal> OVER =
            Set.of(Refusal.CREDIT_VOIDED, Refusal.CREDIT_EXPIRED, Refusal.CREDIT_USED_UP, Refusal.CREDIT_BLOCKED);

    private RedeemRule() {}

    /** What becomes of what was drawn. */
    interface Taking {
        Decision take(Drawn drawn, @Nullable Json facts, List<Drawing.Take> taken);
    }

    static Decision decide(Draft draft, Command.Redeem redeem) {
        return decide(draft, redeem, (drawn, facts, taken) -> {
            take(draft, drawn.owner(), taken);
            if (redeem.purchase() != null) {
                EntryId id = new EntryId(draft.request.id());
                draft.bought(new Decision.Purchase(id, drawn.owner().value(), redeem.purchase()));
            }
            return draft.accept(drawn.owner().value(), Entry.About.NOTHING, facts);
        });
    }

    /** All draws or none: what they would take is handed on. */
    static Decision decide(Draft draft, Command.Redeem redeem, Taking taking) {
        Drawn drawn = Drawn.of(draft.request.actor(), draft.state.known(), redeem);
        Drawing.No refused = drawn.no() == null ? replaced(draft, redeem.draws()) : drawn.no();
        if (refused != null) {
            UUID of = Rules.owner(draft, drawn.entryOf());
            return draft.refuse(of, Entry.About.NOTHING, refused.refusal(), refused.facts());
        }
        CustomerId owner = drawn.owner();
        Basket basket = redeem.purchase() == null ? null : Basket.of(redeem.purchase());
        Set<CreditId> named = drawn.named().values().stream().map(Credit::id).collect(Collectors.toSet());
        Drawing drawing = new Drawing(draft, basket, named);
        Drawing.No no = draw(drawing, redeem.draws(), drawn.named(), owner);
        if (no != null) {
            return draft.refuse(owner.value(), Entry.About.NOTHING, no.refusal(), no.facts());
        }
        Json facts = basket == null ? null : basket.facts();
        if (drawn.byBearer()) {
            // Whoever has the code is not told whose it was.
            facts = (facts == null ? new Json() : facts).put("bearer", true);
        }
        return taking.take(drawn, facts, drawing.taken());
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
                    : drawing.byCredit(Objects.requireNonNull(named.get(draw)), amount(draw), draws.size());
            if (no != null && draw instanceof Command.Draw.ByCode && OVER.contains(no.refusal())) {
                return Drawn.notAccepted(no.refusal().word(), draws.indexOf(draw));
            }
            if (no != null) {
                return no;
            }
        }
        return null;
    }

    private static @Nullable Long amount(Command.Draw draw) {
        return draw instanceof Command.Draw.ByCode byCode ? byCode.amount() : ((Command.Draw.ByCredit) draw).amount();
    }

    /** A code that was good before the lock may have been given anew since. */
    private static Drawing.@Nullable No replaced(Draft draft, List<Command.Draw> draws) {
        for (int i = 0; i < draws.size(); i++) {
            if (draws.get(i) instanceof Command.Draw.ByCode byCode) {
                Known.Coded coded = Objects.requireNonNull(draft.state.known().coded(byCode.code()));
                if (!coded.entry().equals(draft.state.code(coded.credit()))) {
                    return Drawn.notAccepted("replaced", i);
                }
            }
        }
        return null;
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
