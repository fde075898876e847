package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes value from a customer's credits, soonest expiry first, all draws or none. */
final class RedeemRule {

    private RedeemRule() {}

    /** A "no" to one draw. */
    private record No(Refusal refusal, Json facts) {}

    static Decision decide(Draft draft, Command.Redeem redeem) {
        UUID principal = draft.request.actor().id().value();
        CustomerId customer = Rules.covered(draft.request.actor(), draft.state.known(), redeem.customer());
        if (redeem.customer() != null && customer == null) {
            return draft.refuse(principal, Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
        }
        Map<OpenCredit, Long> taken = new LinkedHashMap<>();
        CustomerId owner = customer;
        for (Command.Draw draw : redeem.draws()) {
            No no;
            if (draw instanceof Command.Draw.ByCredit byCredit) {
                Credit credit = drawn(draft.request.actor(), draft.state.known(), owner, byCredit);
                if (credit == null) {
                    Json facts = new Json().put("credit", byCredit.credit());
                    return draft.refuse(Rules.owner(draft, owner), Entry.About.NOTHING, Refusal.UNKNOWN_CREDIT, facts);
                }
                owner = credit.owner();
                no = byCredit(draft, credit, byCredit.amount(), taken);
            } else {
                Command.Draw.ByUnit byUnit = (Command.Draw.ByUnit) draw;
                if (owner == null) {
                    return draft.refuse(principal, Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
                }
                no = byUnit(draft, new CustomerHead.Key(owner, byUnit.amount().unit()), byUnit, taken);
            }
            if (no != null) {
                return draft.refuse(owner.value(), Entry.About.NOTHING, no.refusal, no.facts);
            }
        }
        if (owner == null) {
            return draft.refuse(principal, Entry.About.NOTHING, Refusal.UNKNOWN_CUSTOMER, new Json());
        }
        take(draft, owner, taken);
        if (redeem.purchase() != null) {
            draft.bought(new Decision.Purchase(new EntryId(draft.request.id()), owner.value(), redeem.purchase()));
        }
        return draft.accept(owner.value(), Entry.About.NOTHING, null);
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

    private static @Nullable No byUnit(
            Draft draft, CustomerHead.Key key, Command.Draw.ByUnit draw, Map<OpenCredit, Long> taken) {
        long open = draw.amount().minor();
        long available = 0;
        Map<OpenCredit, Long> drawn = new LinkedHashMap<>();
        for (OpenCredit credit : draft.heads.unit(key).spendable(draft.now)) {
            long left = credit.available() - taken.getOrDefault(credit, 0L);
            available = Math.addExact(available, left);
            long part = Math.min(left, open);
            if (part > 0) {
                drawn.put(credit, part);
                open -= part;
            }
        }
        if (open > 0) {
            return insufficient(key.unit(), available, draw.amount().minor());
        }
        drawn.forEach((credit, part) -> taken.merge(credit, part, Math::addExact));
        return null;
    }

    private static @Nullable No byCredit(
            Draft draft, Credit credit, @Nullable Long amount, Map<OpenCredit, Long> taken) {
        CustomerHead.Key key =
                new CustomerHead.Key(credit.owner(), credit.face().unit());
        OpenCredit now = draft.heads.unit(key).credit(credit.id());
        Json facts = new Json().put("credit", credit.id());
        if (now == null || now.state() == CreditState.VOIDED) {
            return new No(Refusal.CREDIT_VOIDED, facts);
        }
        if (now.state() == CreditState.EXPIRED || now.expiry().passed(draft.now)) {
            return new No(Refusal.CREDIT_EXPIRED, facts);
        }
        long left = now.available() - taken.getOrDefault(now, 0L);
        if (left == 0) {
            return new No(Refusal.CREDIT_USED_UP, facts);
        }
        long part = amount == null ? left : amount;
        if (part > left) {
            return insufficient(key.unit(), left, part);
        }
        taken.merge(now, part, Math::addExact);
        return null;
    }

    private static No insufficient(Unit unit, long available, long requested) {
        Json facts = new Json().put("unit", unit).put("available", available).put("requested", requested);
        return new No(Refusal.INSUFFICIENT_BALANCE, facts);
    }

    private static void take(Draft draft, CustomerId owner, Map<OpenCredit, Long> taken) {
        boolean partner = draft.request.actor().role() == Role.PARTNER;
        Account to = Account.redeemed(partner ? draft.request.actor().id().value() : Account.NOBODY);
        ZoneId zone = draft.state.zone(owner);
        Set<Unit> units = new LinkedHashSet<>();
        taken.keySet().forEach(credit -> units.add(credit.unit()));
        for (Unit unit : units) {
            if (zone != null && Kind.MILES.countedIn(unit)) {
                CustomerHead.Key key = new CustomerHead.Key(owner, unit);
                Activity.of(draft, key, Kind.MILES, Activity.expiry(draft, Kind.MILES, zone));
            }
        }
        taken.forEach((before, part) -> {
            CustomerHead.Key key = new CustomerHead.Key(owner, before.unit());
            OpenCredit credit = Objects.requireNonNull(draft.heads.unit(key).credit(before.id()));
            OpenCredit after = credit.after(0, credit.available() - part, credit.state(), credit.expiry());
            draft.post(key, part, Account.available(credit.id()), to, after, null);
        });
    }
}
