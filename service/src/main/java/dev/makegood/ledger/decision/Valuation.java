package dev.makegood.ledger.decision;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.SettingsCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What grants are worth, in three ways, at the rates in force. Miles and money count by their amount; a
 * part of a price by what it is expected to save; a thing by its price, a gift by its cost.
 */
final class Valuation {

    final List<Benefit> benefits = new ArrayList<>();
    final List<Credit.Values> values = new ArrayList<>();
    long customer;

    @Nullable
    No no;

    /** Why they cannot be valued. */
    record No(Refusal refusal, Json facts) {}

    private Valuation() {}

    static Valuation of(Draft draft, List<Command.Grant> grants, CostCentreId centre) {
        Valuation valuation = new Valuation();
        for (Command.Grant grant : grants) {
            valuation.no = valuation.add(draft, grant, centre);
            if (valuation.no != null) {
                return valuation;
            }
        }
        return valuation;
    }

    private @Nullable No add(Draft draft, Command.Grant grant, CostCentreId centre) {
        Settings settings = draft.state.settings();
        Json facts = new Json()
                .put("kind", grant.kind().word())
                .put("unit", grant.amount().unit());
        Settings.Rate rate =
                settings.rate(grant.kind(), grant.amount().unit(), draft.now).orElse(null);
        Benefit benefit = grant.benefit();
        if (benefit instanceof Benefit.Percent percent) {
            Amount spend = settings.averageSpend(centre, draft.now)
                    .map(Settings.AverageSpend::spend)
                    .orElse(null);
            benefit = spend == null ? null : percent.assuming(spend.minor());
        } else if (benefit instanceof Benefit.Item item && item.sku() != null) {
            benefit = new Benefit.Item(item.value(), draft.request.hash(item.sku()));
        }
        if (rate == null || benefit == null) {
            return new No(Refusal.NO_RATE, facts);
        }
        Credit.Values worth = worth(rate, benefit, grant.amount().minor());
        customer = worth == null ? 0 : Math.addExact(customer, worth.customer().minor());
        if (worth == null || customer > Amount.MAX) {
            // Nobody could be told the sum either: answers have amounts only.
            return new No(Refusal.VALUE_OUT_OF_RANGE, facts);
        }
        benefits.add(benefit);
        values.add(worth);
        return null;
    }

    private static Credit.@Nullable Values worth(Settings.Rate rate, Benefit benefit, long number) {
        try {
            long base = Math.multiplyExact(number, each(benefit));
            SettingsCommand.Worth worth = rate.worth();
            Amount customer = rate.value(base, worth.customer());
            return new Credit.Values(
                    customer, rate.value(base, worth.fair()), rate.value(base, worth.cost()), rate.version());
        } catch (ArithmeticException | IllegalArgumentException tooLarge) {
            return null;
        }
    }

    /** What a rate is multiplied with for each unit given. */
    private static long each(Benefit benefit) {
        if (benefit instanceof Benefit.Percent percent) {
            return percent.expected();
        } else if (benefit instanceof Benefit.Item item) {
            return item.value();
        }
        return benefit instanceof Benefit.Gift gift ? gift.cost() : 1;
    }
}
