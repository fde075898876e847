package dev.makegood.ledger.decision;

import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What draws would take from a customer's credits, draw by draw, without moving anything yet: percentages
 * before things before money, and what is bound to some lines of a purchase before what is not.
 */
final class Drawing {

    /** A "no" to one draw. */
    record No(Refusal refusal, Json facts) {}

    /** What is taken of one credit: for a percentage also the discounts, for a thing the lines that it covers. */
    record Take(OpenCredit before, long amount, Map<Integer, Long> discounts, List<Integer> lines) {}

    private final Draft draft;
    private final @Nullable Basket basket;
    private final Set<CreditId> named;
    private final Map<CreditId, Take> taken = new LinkedHashMap<>();

    /** @param named the credits that draws name, which a draw by unit therefore leaves for the last */
    Drawing(Draft draft, @Nullable Basket basket, Set<CreditId> named) {
        this.draft = draft;
        this.basket = basket;
        this.named = named;
    }

    List<Take> taken() {
        return List.copyOf(taken.values());
    }

    /** In which order draws are taken: percentages first, then things, then money for some lines only. */
    static int rank(@Nullable Credit credit) {
        if (credit == null) {
            return 3;
        }
        Benefit benefit = credit.terms().benefit();
        if (benefit instanceof Benefit.Percent) {
            return 0;
        }
        boolean thing = benefit instanceof Benefit.Item || benefit instanceof Benefit.Gift;
        return thing ? 1 : credit.terms().restrictions().categories().isEmpty() ? 3 : 2;
    }

    @Nullable
    No byUnit(CustomerHead.Key key, Command.Draw.ByUnit draw) {
        long asked = draw.amount().minor();
        long left = asked;
        long available = 0;
        Map<OpenCredit, Long> drawn = new LinkedHashMap<>();
        List<OpenCredit> inTurn = new ArrayList<>(draft.heads.unit(key).spendable(draft.now));
        inTurn.sort(Comparator.comparing(credit -> named.contains(credit.id())));
        for (OpenCredit credit : inTurn) {
            long rest = credit.available() - takenOf(credit.id());
            available = Math.addExact(available, rest);
            long part = Math.min(rest, left);
            if (part > 0) {
                drawn.put(credit, part);
                left -= part;
            }
        }
        if (left > 0) {
            return insufficient(key.unit(), available, asked);
        }
        No no = pay(key.unit(), asked, Restrictions.NONE, new Json().put("unit", key.unit()));
        if (no == null) {
            drawn.forEach(this::take);
        }
        return no;
    }

    @Nullable
    No byCredit(Credit credit, @Nullable Long amount, int draws) {
        CustomerHead.Key key =
                new CustomerHead.Key(credit.owner(), credit.face().unit());
        OpenCredit now = draft.heads.unit(key).credit(credit.id());
        Json facts = new Json().put("credit", credit.id());
        No no = notNow(now, credit.terms(), facts);
        if (now == null || no != null) {
            return no;
        }
        if (now.available() == 0) {
            return new No(Refusal.CREDIT_USED_UP, facts);
        }
        Terms terms = credit.terms();
        long left = now.available() - takenOf(now.id());
        if (terms.benefit() instanceof Benefit.Percent && taken.containsKey(now.id())) {
            // Named once more, by its code: a second use would be a second percentage.
            return new No(Refusal.NOT_COMBINABLE, facts);
        }
        if (amount != null && amount > left) {
            return insufficient(key.unit(), left, amount);
        }
        if (left == 0) {
            return new No(Refusal.NOT_APPLICABLE, facts);
        }
        if (!terms.restrictions().combinable() && draws > 1) {
            return new No(Refusal.NOT_COMBINABLE, facts);
        }
        No tooLittle = tooLittle(terms, credit.face().unit(), facts);
        if (tooLittle != null) {
            return tooLittle;
        }
        if (terms.benefit() instanceof Benefit.Percent percent) {
            return takeOff(now, percent, terms.restrictions(), amount, facts);
        } else if (terms.benefit() instanceof Benefit.Item item) {
            return cover(now, item, terms.restrictions(), amount == null ? 1 : amount, facts);
        } else if (terms.benefit() instanceof Benefit.Receipt) {
            return new No(Refusal.NOT_APPLICABLE, facts);
        }
        return money(now, terms.restrictions(), amount, left, facts);
    }

    /** The least that a purchase must come to is counted in the credit's own currency, else in the company's. */
    private @Nullable No tooLittle(Terms terms, Unit of, Json facts) {
        Long least = terms.restrictions().minimumSpend();
        if (least == null) {
            return null;
        }
        Unit unit = terms.benefit().equals(Benefit.MONEY) ? of : Settings.CURRENCY;
        if (basket == null || !basket.unit.equals(unit)) {
            return new No(Refusal.NOT_APPLICABLE, facts);
        }
        return basket.eligible(terms.restrictions()) < least
                ? new No(
                        Refusal.BELOW_MINIMUM_SPEND, facts.put("minimum", least).put("unit", unit))
                : null;
    }

    private @Nullable No notNow(@Nullable OpenCredit credit, Terms terms, Json facts) {
        if (credit == null || credit.state() == CreditState.VOIDED) {
            return new No(Refusal.CREDIT_VOIDED, facts);
        }
        if (credit.state().expired() || credit.expiry().passed(draft.now)) {
            return new No(Refusal.CREDIT_EXPIRED, facts);
        }
        if (credit.state().blocked()) {
            return new No(Refusal.CREDIT_BLOCKED, facts);
        }
        return terms.restrictions().active(draft.now) ? null : new No(Refusal.CREDIT_NOT_ACTIVE, facts);
    }

    /** A percentage is for a purchase in the company's currency, one use at a time, on lines that had none. */
    private @Nullable No takeOff(
            OpenCredit credit, Benefit.Percent percent, Restrictions restrictions, @Nullable Long amount, Json facts) {
        if (basket == null || !basket.unit.equals(Settings.CURRENCY) || (amount != null && amount != 1)) {
            return new No(Refusal.NOT_APPLICABLE, facts);
        }
        boolean another = basket.open(restrictions) > 0
                && basket.withoutPercentage(restrictions).isEmpty();
        Map<Integer, Long> discounts = another ? Map.of() : basket.takeOff(percent, restrictions);
        if (discounts.isEmpty()) {
            return new No(another ? Refusal.NOT_COMBINABLE : Refusal.NOT_APPLICABLE, facts);
        }
        taken.put(credit.id(), new Take(credit, 1, discounts, List.of()));
        return null;
    }

    /** A thing covers lines of the purchase that are it; without a stock number and categories it covers none. */
    private @Nullable No cover(
            OpenCredit credit, Benefit.Item item, Restrictions restrictions, long number, Json facts) {
        Take before = taken.get(credit.id());
        List<Integer> lines = new ArrayList<>(before == null ? List.of() : before.lines);
        boolean bound = item.sku() != null || !restrictions.categories().isEmpty();
        for (long i = 0; bound && i < number; i++) {
            Integer line = basket == null ? null : basket.cover(item.sku(), restrictions, draft.request);
            if (line == null) {
                return new No(Refusal.NOT_APPLICABLE, facts);
            }
            lines.add(line);
        }
        taken.put(credit.id(), new Take(credit, takenOf(credit.id()) + number, Map.of(), lines));
        return null;
    }

    /** Without an amount all that the credit has, as far as the purchase needs it. */
    private @Nullable No money(
            OpenCredit credit, Restrictions restrictions, @Nullable Long amount, long left, Json facts) {
        long needed = basket != null && basket.unit.equals(credit.unit()) ? basket.open(restrictions) : left;
        long part = amount == null ? Math.min(left, needed) : amount;
        if (part == 0) {
            return new No(Refusal.NOT_APPLICABLE, facts);
        }
        No no = pay(credit.unit(), part, restrictions, facts);
        if (no == null) {
            take(credit, part);
        }
        return no;
    }

    /** Money pays a purchase in its own currency and none in another; miles buy at a price of their own. */
    private @Nullable No pay(Unit unit, long amount, Restrictions restrictions, Json facts) {
        if (basket == null || !basket.unit.equals(unit)) {
            boolean bound = !restrictions.categories().isEmpty();
            boolean foreign =
                    basket != null && unit.form() == Unit.Form.CURRENCY && basket.unit.form() == Unit.Form.CURRENCY;
            return bound || foreign ? new No(Refusal.NOT_APPLICABLE, facts) : null;
        }
        long open = basket.open(restrictions);
        if (amount > open) {
            facts.put("unit", unit).put("open", open).put("requested", amount);
            return new No(Refusal.EXCEEDS_PURCHASE, facts);
        }
        basket.pay(amount, restrictions);
        return null;
    }

    private long takenOf(CreditId id) {
        Take take = taken.get(id);
        return take == null ? 0 : take.amount;
    }

    private void take(OpenCredit credit, long part) {
        taken.put(credit.id(), new Take(credit, takenOf(credit.id()) + part, Map.of(), List.of()));
    }

    private static No insufficient(Unit unit, long available, long requested) {
        Json facts = new Json().put("unit", unit).put("available", available).put("requested", requested);
        return new No(Refusal.INSUFFICIENT_BALANCE, facts);
    }
}
