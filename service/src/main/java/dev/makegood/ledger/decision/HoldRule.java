package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sets aside what a redemption would take: nothing else can draw it until it is captured, released or over. */
final class HoldRule {

    private HoldRule() {}

    static Decision decide(Draft draft, Command.Hold hold) {
        return RedeemRule.decide(
                draft, hold.redeem(), (drawn, facts, taken) -> setAside(draft, hold, drawn, facts, taken));
    }

    private static Decision setAside(
            Draft draft, Command.Hold hold, Drawn drawn, @Nullable Json told, List<Drawing.Take> taken) {
        CustomerId owner = drawn.owner();
        EntryId id = new EntryId(draft.request.id());
        for (Drawing.Take take : taken) {
            CustomerHead head =
                    draft.heads.unit(new CustomerHead.Key(owner, take.before().unit()));
            if (head.holds().ids().size() >= CustomerHead.MAX_HOLDS) {
                Json facts = new Json().put("unit", head.key().unit()).put("most", CustomerHead.MAX_HOLDS);
                return draft.refuse(owner.value(), Entry.About.NOTHING, Refusal.TOO_MANY_HOLDS, facts);
            }
        }
        Instant endsAt = draft.now.plus(hold.lasts());
        Map<Integer, Map<Integer, Long>> discounts = new TreeMap<>();
        for (Drawing.Take take : taken) {
            int number =
                    setAside(draft, new CustomerHead.Key(owner, take.before().unit()), id, endsAt, take);
            if (!take.discounts().isEmpty()) {
                discounts.put(number, take.discounts());
            }
        }
        draft.holds(new Decision.Held(
                id,
                owner,
                draft.request.actor().id(),
                RedeemRule.redeemed(draft.request.actor()),
                endsAt,
                new Discounts(discounts),
                drawn.byBearer(),
                draft.now));
        if (hold.redeem().purchase() != null) {
            draft.bought(new Decision.Purchase(id, owner.value(), hold.redeem().purchase()));
        }
        Json facts = told == null ? new Json() : told;
        return draft.accept(
                owner.value(),
                Entry.About.NOTHING,
                facts.put("endsAt", endsAt).put("discounts", new Discounts(discounts).text()));
    }

    /** One line of the hold; answers with its number. */
    private static int setAside(Draft draft, CustomerHead.Key key, EntryId id, Instant endsAt, Drawing.Take take) {
        int number = draft.nextNumber();
        CustomerHead head = draft.heads.unit(key);
        OpenHold before = head.holds().get(id);
        OpenHold.Line line = new OpenHold.Line(number, take.before().id(), take.amount());
        draft.heads.moves(head.with((before == null ? new OpenHold(id, endsAt, List.of()) : before).more(line)));
        OpenCredit credit = Objects.requireNonNull(head.credit(line.credit()));
        OpenCredit after = credit.after(0, credit.available() - take.amount(), credit.state(), credit.expiry())
                .holding(take.amount());
        Integer of = take.lines().isEmpty() ? null : take.lines().get(0);
        draft.post(key, take.amount(), Account.available(credit.id()), Account.held(credit.id()), after, of, null);
        return number;
    }
}
