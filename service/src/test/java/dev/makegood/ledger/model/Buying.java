package dev.makegood.ledger.model;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of a script that spends: redemptions, holds, and what is given back of them. */
final class Buying {

    static final List<Principal> TILLS =
            List.of(LedgerFixture.PARTNER, LedgerFixture.principal(Role.PARTNER, "other till"));

    private final SplittableRandom random;
    private final World world;
    private final Granting granting;

    Buying(SplittableRandom random, World world, Granting granting) {
        this.random = random;
        this.world = world;
        this.granting = granting;
    }

    /** @param dice below 375 */
    World.Asking next(int dice, CustomerNumber customer) {
        if (dice < 200) {
            return spend(customer, false);
        } else if (dice < 260) {
            return spend(customer, true);
        }
        return dice < 310 ? endHold() : reverse();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private UUID unknown() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Half of what is named is a percentage, a thing, or restricted. */
    private World.@Nullable Credit credit() {
        World.Credit agreed = random.nextBoolean() ? world.agreed.pick(random) : null;
        return agreed == null ? world.credit(random) : agreed;
    }

    /** Mostly one of the same customer's, of those that come up; now and then the same again. */
    private World.@Nullable Credit another(CustomerNumber owner, World.Credit last) {
        World.Credit found = random.nextInt(8) == 0 ? last : credit();
        for (int i = 0; i < 20 && found != null && !found.owner().equals(owner); i++) {
            found = credit();
        }
        return found;
    }

    /** From minutes to the week that is the most: the clock turns by hours between a hold and its capture. */
    private Duration lasts() {
        return switch (random.nextInt(8)) {
            case 0 -> Command.Hold.USUAL;
            case 1, 2, 3 -> Command.Hold.LONGEST;
            default -> Duration.ofSeconds(1L + (random.nextInt(7 * 24 * 60 * 60) >> random.nextInt(4)));
        };
    }

    /** Mostly the till that placed a hold captures it, in parts, or gives it up; sometimes too much, or another till. */
    private World.Asking endHold() {
        World.Hold hold = world.holds.pick(random);
        if (hold == null) {
            return World.asking(random, one(TILLS), new Command.Release(new EntryId(unknown())), null);
        }
        Principal till = random.nextInt(20) == 0 ? one(TILLS) : hold.by();
        if (random.nextInt(4) == 0) {
            return World.asking(random, till, new Command.Release(hold.id()), null);
        }
        long part = 1L + (random.nextInt(4_000) >> random.nextInt(8));
        Unit unit = random.nextInt(6) == 0 ? Unit.of("USE") : one(Script.UNITS.subList(0, 2));
        Amount amount = random.nextInt(3) == 0 ? null : new Amount(unit.code().equals("USE") ? 1 : part, unit);
        return World.asking(random, till, new Command.Capture(hold.id(), amount), null);
    }

    private World.Asking spend(CustomerNumber customer, boolean hold) {
        World.Credit credit = random.nextBoolean() ? credit() : null;
        CustomerNumber owner = credit == null ? customer : credit.owner();
        List<Command.Draw> draws = new ArrayList<>();
        do {
            boolean coded = !draws.isEmpty() && draws.get(0) instanceof Command.Draw.ByCode;
            Command.Draw next = draw(credit, coded);
            if (!(next instanceof Command.Draw.ByCode) || !draws.contains(next)) {
                draws.add(next);
            }
            credit = credit == null || random.nextBoolean() ? null : another(owner, credit);
        } while (draws.size() < 4 && random.nextInt(3) == 0);
        boolean named = draws.get(0) instanceof Command.Draw.ByUnit || random.nextBoolean();
        named = named && random.nextInt(80) > 0;
        Command.Redeem redeem =
                new Command.Redeem(named ? owner : null, random.nextInt(3) == 0 ? null : purchase(draws), draws);
        Command command = hold ? new Command.Hold(redeem, lasts()) : redeem;
        return World.asking(random, hold ? one(TILLS) : spender(owner), command, named ? owner : null);
    }

    /** What is bought is mostly dear enough, and mostly in money that is drawn. */
    private Command.Purchase purchase(List<Command.Draw> draws) {
        Unit unit = random.nextInt(4) > 0 && draws.get(0) instanceof Command.Draw.ByUnit draw
                ? draw.amount().unit()
                : Unit.USD;
        return granting.purchase(unit);
    }

    private Principal spender(CustomerNumber owner) {
        return switch (random.nextInt(8)) {
            case 0 -> World.principal(owner);
            case 1 ->
                random.nextInt(8) == 0
                        ? World.principal(World.customer(World.roundOf(owner), 0))
                        : World.principal(owner);
            default -> one(TILLS);
        };
    }

    /** After a code come codes and units: of a credit it would be told to some alone that it is the customer's. */
    private Command.Draw draw(World.@Nullable Credit credit, boolean afterCode) {
        long amount = 1L + (random.nextInt(9_000) >> random.nextInt(14));
        if (credit != null && credit.code() != null && (afterCode || random.nextInt(3) == 0)) {
            return new Command.Draw.ByCode(credit.code(), random.nextBoolean() ? null : Long.valueOf(amount));
        }
        if (credit == null || afterCode) {
            Unit unit = random.nextInt(3) > 0 ? one(Script.UNITS.subList(0, 2)) : one(Script.UNITS);
            return new Command.Draw.ByUnit(new Amount(amount, unit));
        }
        CreditId id = random.nextInt(60) == 0 ? new CreditId(unknown()) : credit.id();
        return new Command.Draw.ByCredit(id, random.nextBoolean() ? null : Long.valueOf(amount));
    }

    private World.Asking reverse() {
        World.Sale sale = world.sales.pick(random);
        if (sale == null || random.nextInt(60) == 0) {
            return World.asking(random, one(TILLS), Command.Reverse.of(new EntryId(unknown()), null), null);
        }
        long part = 1L + (random.nextInt(4_000) >> random.nextInt(8));
        Amount amount = random.nextInt(3) == 0 ? null : new Amount(part, one(Script.UNITS.subList(0, 2)));
        Principal actor = random.nextInt(6) == 0 ? LedgerFixture.FINANCE : sale.seller();
        actor = random.nextInt(40) == 0 ? one(TILLS) : actor;
        Command.Reverse reverse = Command.Reverse.of(sale.id(), amount);
        if (random.nextInt(3) == 0) {
            List<Command.Reverse.OfLine> lines = new ArrayList<>();
            int line = random.nextInt(2);
            do {
                lines.add(new Command.Reverse.OfLine(line++, random.nextBoolean() ? null : Long.valueOf(part)));
            } while (random.nextInt(3) == 0);
            reverse = new Command.Reverse(sale.id(), new Command.Reverse.Part.Lines(lines));
        }
        return World.asking(random, actor, reverse, null);
    }
}
