package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.util.Locale;

/** What a grant asks for, as it is asked for over HTTP. */
final class Promises {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The interface takes no more pieces at once. */
    private static final long MOST_PIECES = 100;

    private Promises() {}

    static ObjectNode of(Command.Grant grant) {
        ObjectNode body = JSON.objectNode().put("kind", grant.kind().name().toLowerCase(Locale.ROOT));
        if (grant.basis() != Basis.GOODWILL) {
            body.put("basis", grant.basis().name());
        }
        Benefit benefit = grant.benefit();
        boolean amount = benefit.equals(Benefit.MONEY) || benefit instanceof Benefit.Receipt;
        if (amount) {
            body.set("amount", Letter.amount(grant.amount()));
        } else {
            body.set(
                    "benefit",
                    benefit(grant, Math.min(MOST_PIECES, grant.amount().minor())));
        }
        if (!grant.restrictions().equals(Restrictions.NONE)) {
            body.set(
                    "restrictions",
                    restrictions(grant.restrictions(), amount ? grant.amount().unit() : Unit.USD));
        }
        return grant.lasting() == null
                ? body
                : body.put("lasts", grant.lasting().toString());
    }

    private static ObjectNode benefit(Command.Grant grant, long number) {
        ObjectNode body = JSON.objectNode();
        if (grant.benefit() instanceof Benefit.Percent percent) {
            body.put("type", "percent").put("percent", percent.percent()).put("uses", number);
            if (percent.cap() != null) {
                body.set("cap", money(percent.cap()));
            }
            return body;
        }
        body.put("quantity", number);
        if (grant.benefit() instanceof Benefit.Gift gift) {
            body.put("type", "gift").set("value", money(gift.cost()));
        } else if (grant.benefit() instanceof Benefit.Item item) {
            body.put("type", "item").set("value", money(item.value()));
        }
        for (Terms.Wording wording : grant.texts().keySet()) {
            Letter.put(
                    body, wording.name().toLowerCase(Locale.ROOT), grant.texts().get(wording));
        }
        return body;
    }

    private static ObjectNode restrictions(Restrictions of, Unit unit) {
        ObjectNode body = JSON.objectNode();
        if (of.minimumSpend() != null) {
            body.set("minimumSpend", Letter.amount(new Amount(of.minimumSpend(), unit)));
        }
        if (!of.categories().isEmpty()) {
            ArrayNode categories = body.putArray("categories");
            of.categories().forEach(categories::add);
        }
        Letter.put(body, "holder", of.holder() == null ? null : of.holder().name());
        Letter.put(
                body,
                "validFrom",
                of.validFrom() == null ? null : of.validFrom().toString());
        return body.put("combinable", of.combinable());
    }

    private static ObjectNode money(long minor) {
        return Letter.amount(new Amount(minor, Unit.USD));
    }
}
