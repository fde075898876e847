package dev.makegood.credit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Terms;
import org.jspecify.annotations.Nullable;

/** What a credit gives that is neither miles nor money to spend. */
public record BenefitView(
        Type type,
        @Nullable Integer percent,
        @Nullable Amount cap,
        @Nullable Amount averageSpend,
        @Nullable Amount value) {

    /** The benefits that need words. */
    public enum Type {
        @JsonProperty("percent")
        PERCENT,
        @JsonProperty("item")
        ITEM,
        @JsonProperty("receipt")
        RECEIPT,
        @JsonProperty("gift")
        GIFT
    }

    /** Nothing for miles and money, of which the amount says all. */
    public static @Nullable BenefitView of(Terms terms) {
        if (terms.benefit() instanceof Benefit.Percent percent) {
            return new BenefitView(
                    Type.PERCENT, percent.percent(), money(percent.cap()), money(percent.averageSpend()), null);
        } else if (terms.benefit() instanceof Benefit.Item item) {
            return new BenefitView(Type.ITEM, null, null, null, money(item.value()));
        } else if (terms.benefit() instanceof Benefit.Gift gift) {
            return new BenefitView(Type.GIFT, null, null, null, money(gift.cost()));
        }
        return terms.benefit() instanceof Benefit.Receipt
                ? new BenefitView(Type.RECEIPT, null, null, null, null)
                : null;
    }

    private static @Nullable Amount money(@Nullable Long minor) {
        return minor == null ? null : new Amount(minor, Settings.CURRENCY);
    }
}
