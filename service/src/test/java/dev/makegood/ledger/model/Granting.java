package dev.makegood.ledger.model;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Lasting;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The part of a script that says what is given: mostly miles and plain money, else whatever can be agreed. */
final class Granting {

    /** What is sold: some of it is named by what credits are restricted to. */
    static final List<String> CATEGORIES = List.of("FOOD", "HOTEL", "SPA");

    static final List<String> STOCK = List.of("sku-1", "sku-2");

    private static final Unit USE = Unit.of("USE");
    private static final Unit ITEM = Unit.of("ITEM");

    private final SplittableRandom random;
    private final InstantSource clock;

    Granting(SplittableRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Command.Grant grant() {
        long size = random.nextInt(60) == 0 ? Amount.MAX : 1L + (random.nextInt(8_000) >> random.nextInt(6));
        long number = size == Amount.MAX ? size : 1L + random.nextInt(3);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> agreed(Kind.MILES, new Amount(size, Unit.MILES), Benefit.MONEY);
            case 7 -> agreed(Kind.GIFT_CERTIFICATE, new Amount(size, one(Script.MONEY)), Benefit.MONEY);
            case 8 -> agreed(Kind.VOUCHER, new Amount(size, one(Script.MONEY)), Benefit.MONEY);
            case 9, 10 -> agreed(Kind.VOUCHER, new Amount(number, USE), percent());
            case 11 -> {
                String stock = random.nextInt(4) == 0 ? null : one(STOCK);
                yield agreed(Kind.VOUCHER, new Amount(number, ITEM), new Benefit.Item(price(), stock));
            }
            case 12 -> agreed(Kind.GIFT, new Amount(number, ITEM), new Benefit.Gift(price()));
            case 13 -> agreed(Kind.REIMBURSEMENT, new Amount(size, one(Script.MONEY)), new Benefit.Receipt());
            default -> agreed(Kind.VOUCHER, new Amount(size, Unit.USD), Benefit.MONEY);
        };
    }

    private long price() {
        return 1L + (random.nextInt(9_000) >> random.nextInt(4));
    }

    private Benefit percent() {
        Long cap = random.nextBoolean() ? null : Long.valueOf(1L + (random.nextInt(5_000) >> random.nextInt(8)));
        return new Benefit.Percent(random.nextInt(5) == 0 ? 1 + random.nextInt(100) : 10, cap, null);
    }

    private Command.Grant agreed(Kind kind, Amount amount, Benefit benefit) {
        Basis basis = random.nextInt(6) == 0 ? one(List.of(Basis.values())) : Basis.GOODWILL;
        if (kind == Kind.MILES) {
            return new Command.Grant(kind, basis, amount, benefit, Restrictions.NONE, null, Map.of());
        }
        // Goodwill in money asks for no least purchase, nor does a receipt.
        boolean least = basis != Basis.GOODWILL || amount.unit().form() != Unit.Form.CURRENCY;
        Restrictions restrictions = random.nextInt(5) == 0 ? restrictions(least) : Restrictions.NONE;
        Lasting lasting = random.nextInt(4) == 0 ? lasting() : null;
        return new Command.Grant(kind, basis, amount, benefit, restrictions, lasting, texts(benefit));
    }

    private Restrictions restrictions(boolean least) {
        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(random.nextInt(72)));
        return new Restrictions(
                least && random.nextBoolean() ? Long.valueOf(1L + random.nextInt(5_000)) : null,
                random.nextInt(3) > 0 ? List.of() : List.of(one(CATEGORIES)),
                random.nextInt(3) > 0 ? null : one(List.of(Restrictions.Holder.values())),
                random.nextInt(4) > 0 ? null : from,
                random.nextInt(4) > 0);
    }

    /** A good part of what is given ends within days: while it is held, or soon after it was given back. */
    private Lasting lasting() {
        return switch (random.nextInt(4)) {
            case 0 -> new Lasting(1 + random.nextInt(120), Lasting.Step.MONTHS);
            case 1 -> new Lasting(1 + random.nextInt(100), Lasting.Step.DAYS);
            case 2 -> new Lasting(1 + random.nextInt(5), Lasting.Step.DAYS);
            default -> new Lasting(1 + random.nextInt(72), Lasting.Step.HOURS);
        };
    }

    private Map<Terms.Wording, String> texts(Benefit benefit) {
        Map<Terms.Wording, String> texts = new EnumMap<>(Terms.Wording.class);
        boolean gift = benefit instanceof Benefit.Gift;
        if (gift || benefit instanceof Benefit.Item) {
            texts.put(Terms.Wording.DESCRIPTION, "a thing of the sea");
        }
        if (benefit instanceof Benefit.Item item && item.sku() != null) {
            texts.put(Terms.Wording.SKU, item.sku());
        }
        if (gift && random.nextBoolean()) {
            texts.put(Terms.Wording.SUPPLIER, "Shells & Sons");
            texts.put(Terms.Wording.TRACKING, "1Z999");
            texts.put(Terms.Wording.NOTE, "I am sorry for the wait; read \"Moby\".");
        }
        return texts;
    }

    /** Up to four lines, or none, and what they come to. */
    Command.Purchase purchase(Unit unit) {
        if (random.nextBoolean()) {
            return new Command.Purchase("till 7", new Amount(1L + (random.nextInt(40_000) >> random.nextInt(4)), unit));
        }
        List<Command.PurchaseLine> lines = random.ints(1 + random.nextInt(4), 0, 8)
                .mapToObj(dice -> new Command.PurchaseLine(
                        1L + (random.nextInt(20_000) >> random.nextInt(15)), category(dice), stock(dice)))
                .toList();
        long total = lines.stream().mapToLong(Command.PurchaseLine::amount).sum();
        return new Command.Purchase("till 7", new Amount(total, unit), lines);
    }

    private @Nullable String category(int dice) {
        return dice < 3 ? null : one(CATEGORIES);
    }

    private @Nullable String stock(int dice) {
        return dice % 2 == 0 ? null : one(STOCK);
    }
}
