package dev.makegood.empowerment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.credit.CreditKind;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Lasting;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.FreeText;
import dev.makegood.platform.http.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A credit to give: an amount of miles or money, or a benefit that is neither. */
record CreditRequest(
        @Nullable CreditKind kind,
        @Nullable Basis basis,
        @Nullable Amount amount,
        @Nullable BenefitRequest benefit,
        @Nullable RestrictionsRequest restrictions,
        @Nullable Lasting lasts) {

    private static final Unit USE = Unit.of("USE");
    private static final Unit ITEM = Unit.of("ITEM");
    private static final int MOST_PIECES = 100;
    private static final Duration LATEST_START = Duration.ofDays(730);

    /** What is neither miles nor money. */
    enum Type {
        @JsonProperty("percent")
        PERCENT,
        @JsonProperty("item")
        ITEM,
        @JsonProperty("gift")
        GIFT
    }

    /** A part of a price, a thing, or a gift: which members it has follows from its type. */
    record BenefitRequest(
            @Nullable Type type,
            @Nullable Integer percent,
            @Nullable Amount cap,
            @Nullable Integer uses,
            @Nullable FreeText description,
            @Nullable Reference sku,
            @Nullable Amount value,
            @Nullable Integer quantity,
            @Nullable FreeText supplier,
            @Nullable Reference tracking,
            @Nullable FreeText note) {}

    /** On what it may be spent, by whom and from when on. */
    record RestrictionsRequest(
            @Nullable Amount minimumSpend,
            @Nullable List<String> categories,
            Restrictions.@Nullable Holder holder,
            @Nullable Instant validFrom,
            @Nullable Boolean combinable) {}

    void check(Check check, String at, Instant now) {
        check.present(at + "/kind", kind);
        check.that(amount != null || benefit != null, at + "/amount", "is required, or else a benefit")
                .that(amount == null || benefit == null, at + "/benefit", "must be left out with an amount");
        if (kind == null) {
            return;
        }
        if (amount != null) {
            boolean money = !amount.unit().equals(USE) && !amount.unit().equals(ITEM);
            check.that(kind.kind() != Kind.GIFT, at + "/benefit", "is required for a gift")
                    .that(
                            money && kind.countedIn(amount.unit()),
                            at + "/amount/unit",
                            "must be " + kind.money() + " for this kind");
        }
        if (benefit != null) {
            check(check, at + "/benefit", benefit, kind);
        }
        boolean miles = kind == CreditKind.MILES;
        check.that(!miles || lasts == null, at + "/lasts", "must be left out for miles, which last by activity")
                .that(!miles || restrictions == null, at + "/restrictions", "must be left out for miles");
        if (restrictions != null) {
            check(check, at + "/restrictions", restrictions, now);
        }
    }

    private void check(Check check, String at, RestrictionsRequest of, Instant now) {
        List<String> categories = of.categories == null ? List.of() : of.categories;
        check.that(
                categories.size() <= Restrictions.MAX_CATEGORIES
                        && categories.stream().allMatch(word -> word != null && Restrictions.isCategory(word)),
                at + "/categories",
                "must be at most " + Restrictions.MAX_CATEGORIES
                        + " words of 2 to 40 upper-case letters, digits or '_'");
        check.that(
                of.validFrom == null || of.validFrom.isBefore(now.plus(LATEST_START)),
                at + "/validFrom",
                "must be within the next " + LATEST_START.toDays() + " days");
        Amount least = of.minimumSpend;
        Unit unit = amount == null ? Settings.CURRENCY : amount.unit();
        check.that(least == null || least.unit().equals(unit), at + "/minimumSpend/unit", "must be " + unit)
                .that(
                        least == null || amount == null || given() != Basis.GOODWILL,
                        at + "/minimumSpend",
                        "must be left out: a goodwill amount has no minimum spend");
    }

    private static void check(Check check, String at, BenefitRequest of, CreditKind kind) {
        check.present(at + "/type", of.type);
        if (of.type == null) {
            return;
        }
        boolean gift = of.type == Type.GIFT;
        boolean percent = of.type == Type.PERCENT;
        check.that(
                        kind == (gift ? CreditKind.GIFT : CreditKind.VOUCHER),
                        at + "/type",
                        "must be percent or item for a voucher, gift for a gift, and left out otherwise")
                .that(percent == (of.percent != null), at + "/percent", "is required for a percentage, and only there")
                .that(
                        of.percent == null || (of.percent >= 1 && of.percent <= 100),
                        at + "/percent",
                        "must be an integer from 1 to 100")
                .that(percent || of.cap == null, at + "/cap", "must be left out but for a percentage")
                .that(percent || of.uses == null, at + "/uses", "must be left out but for a percentage")
                .that(percent != (of.value != null), at + "/value", "is required for a thing, and only there")
                .that(
                        percent != (of.description != null),
                        at + "/description",
                        "is required for a thing, and only there")
                .that(!percent || of.sku == null, at + "/sku", "must be left out for a percentage")
                .that(!percent || of.quantity == null, at + "/quantity", "must be left out for a percentage")
                .that(gift || of.supplier == null, at + "/supplier", "must be left out but for a gift")
                .that(gift || of.tracking == null, at + "/tracking", "must be left out but for a gift")
                .that(gift || of.note == null, at + "/note", "must be left out but for a gift");
        pieces(check, at + "/uses", of.uses);
        pieces(check, at + "/quantity", of.quantity);
        currency(check, at + "/cap/unit", of.cap);
        currency(check, at + "/value/unit", of.value);
    }

    private static void pieces(Check check, String at, @Nullable Integer number) {
        check.that(
                number == null || (number >= 1 && number <= MOST_PIECES),
                at,
                "must be an integer from 1 to " + MOST_PIECES);
    }

    private static void currency(Check check, String at, @Nullable Amount amount) {
        check.that(
                amount == null || amount.unit().equals(Settings.CURRENCY),
                at,
                "must be " + Settings.CURRENCY + ", the company's currency");
    }

    private Basis given() {
        return basis == null ? Basis.GOODWILL : basis;
    }

    /** The grant, of a request that has been checked. */
    Command.Grant grant() {
        CreditKind of = Objects.requireNonNull(kind);
        if (amount != null) {
            boolean receipt = of == CreditKind.REIMBURSEMENT;
            return grant(amount, receipt ? new Benefit.Receipt() : Benefit.MONEY, Map.of());
        }
        BenefitRequest what = Objects.requireNonNull(benefit);
        if (what.type == Type.PERCENT) {
            Long cap = what.cap == null ? null : Long.valueOf(what.cap.minor());
            Benefit percent = new Benefit.Percent(Objects.requireNonNull(what.percent), cap, null);
            return grant(new Amount(what.uses == null ? 1 : what.uses, USE), percent, Map.of());
        }
        long value = Objects.requireNonNull(what.value).minor();
        Benefit thing = what.type == Type.GIFT
                ? new Benefit.Gift(value)
                : new Benefit.Item(value, what.sku == null ? null : what.sku.value());
        return grant(new Amount(what.quantity == null ? 1 : what.quantity, ITEM), thing, texts(what));
    }

    private Command.Grant grant(Amount face, Benefit what, Map<Terms.Wording, String> texts) {
        return new Command.Grant(Objects.requireNonNull(kind).kind(), given(), face, what, restricted(), lasts, texts);
    }

    private static Map<Terms.Wording, String> texts(BenefitRequest of) {
        Map<Terms.Wording, String> texts = new EnumMap<>(Terms.Wording.class);
        put(texts, Terms.Wording.DESCRIPTION, of.description);
        put(texts, Terms.Wording.SKU, of.sku);
        put(texts, Terms.Wording.SUPPLIER, of.supplier);
        put(texts, Terms.Wording.TRACKING, of.tracking);
        put(texts, Terms.Wording.NOTE, of.note);
        return texts;
    }

    private static void put(Map<Terms.Wording, String> texts, Terms.Wording wording, @Nullable Object text) {
        if (text != null) {
            texts.put(wording, text.toString());
        }
    }

    private Restrictions restricted() {
        if (restrictions == null) {
            return Restrictions.NONE;
        }
        return new Restrictions(
                restrictions.minimumSpend == null ? null : Long.valueOf(restrictions.minimumSpend.minor()),
                restrictions.categories == null ? List.of() : restrictions.categories,
                restrictions.holder,
                restrictions.validFrom,
                restrictions.combinable == null || restrictions.combinable);
    }
}
