package dev.makegood.ledger.model;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Contact;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.IncidentFacts;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Unit;
import dev.makegood.ledger.writer.LedgerFixture;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one client asks for next, by its random numbers and what the world has answered so far. */
final class Script {

    private static final List<String> REASONS = List.of("DELAY", "SPILL", "BAG_DAMAGED");
    static final List<Unit> UNITS = List.of(Unit.MILES, Unit.USD, Unit.of("EUR"), Unit.of("JPY"));
    static final List<Unit> MONEY = UNITS.subList(1, UNITS.size());
    private static final Principal STRANGER = LedgerFixture.principal(Role.AGENT, "not in the registry");

    final SplittableRandom random;
    private final World world;
    private final InstantSource clock;
    private final Buying buying;
    private final Granting granting;
    private int customerRound;

    Script(SplittableRandom random, World world, InstantSource clock) {
        this.random = random;
        this.world = world;
        this.clock = clock;
        this.granting = new Granting(random, clock);
        this.buying = new Buying(random, world, granting);
    }

    /** The next submission, with the customer that it names. */
    World.Asking next() {
        customerRound = Math.max(0, world.round() - (random.nextInt(3) == 0 ? 1 : 0));
        CustomerNumber customer = World.customer(customerRound, random.nextInt(World.CUSTOMERS));
        int dice = random.nextInt(1000);
        if (dice < 15) {
            return contact();
        } else if (dice < 25) {
            IncidentId id = anIncident();
            return asking(agent(), new Command.ResolveIncident(id, random.nextBoolean() ? "done" : null), null);
        } else if (dice < 70) {
            return asking(agent(), open(customer), customer);
        } else if (dice < 480) {
            return issue(customer);
        } else if (dice < 855) {
            return buying.next(dice - 480, customer);
        } else if (dice < 890) {
            return live();
        } else if (dice < 940) {
            return takeBack();
        } else if (dice < 960) {
            return asking(LedgerFixture.FINANCE, setZone(customer), customer);
        }
        return dice < 975 ? report() : touch();
    }

    private World.Asking asking(Principal actor, Command command, @Nullable CustomerNumber customer) {
        return World.asking(random, actor, command, customer);
    }

    private Principal agent() {
        // A few agents are busy, so that their windows fill up; now and then somebody nobody knows.
        int of = random.nextInt(200) == 0 ? -1 : Math.min(random.nextInt(world.agents.size()), random.nextInt(24));
        return of < 0 ? STRANGER : world.agents.get(of);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    // ---- giving

    private Command.OpenIncident open(CustomerNumber customer) {
        List<String> references = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            references.add("PNR-" + random.nextInt(6));
        }
        IncidentFacts facts = new IncidentFacts(
                one(REASONS),
                1 + random.nextInt(4),
                "PHONE",
                "CUSTOMER",
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new Command.OpenIncident(
                customer, facts, references, random.nextBoolean() ? "It came late: \"three\" hours." : null);
    }

    private IncidentId anIncident() {
        World.Incident known = random.nextInt(20) == 0 ? null : world.incidents.pick(random);
        return known == null ? new IncidentId(new UUID(random.nextLong(), random.nextLong())) : known.id();
    }

    private World.Asking contact() {
        Contact contact = new Contact(
                one(List.of(Contact.Kind.values())),
                "PHONE",
                random.nextBoolean() ? null : clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return asking(
                agent(), new Command.LogContact(anIncident(), contact, random.nextBoolean() ? "again" : null), null);
    }

    private World.Asking issue(CustomerNumber customer) {
        List<Command.Grant> grants = new ArrayList<>();
        do {
            grants.add(granting.grant());
        } while (grants.size() < 3 && random.nextInt(3) == 0);
        World.Incident known = random.nextInt(3) == 0 ? world.incidents.pick(random) : null;
        Command.OfIncident of = known == null ? new Command.OfIncident.New(open(customer)) : named(known);
        return asking(
                agent(),
                new Command.IssueRemedy(of, grants, random.nextInt(4) == 0 ? "sorry" : null, random.nextInt(4) == 0),
                known == null ? customer : null);
    }

    private Command.OfIncident named(World.Incident known) {
        return switch (random.nextInt(8)) {
            case 0 -> new Command.OfIncident.Claimed(known.claim());
            case 1 ->
                random.nextInt(4) > 0
                        ? new Command.OfIncident.Known(known.id())
                        : new Command.OfIncident.Known(new IncidentId(new UUID(random.nextLong(), random.nextLong())));
            case 2 ->
                random.nextInt(4) > 0
                        ? new Command.OfIncident.Known(known.id())
                        : new Command.OfIncident.Claimed(new ClaimNumber(1999, 1 + random.nextInt(1000)));
            default -> new Command.OfIncident.Known(known.id());
        };
    }

    private World.Asking takeBack() {
        World.Credit credit = world.credit(random);
        if (credit == null || random.nextInt(50) == 0) {
            return asking(LedgerFixture.FINANCE, new Command.VoidCredit(unknownCredit(), null), null);
        }
        Principal actor = switch (random.nextInt(5)) {
            case 0 -> agent();
            case 1 -> LedgerFixture.FINANCE;
            default -> credit.giver();
        };
        if (random.nextInt(3) == 0) {
            CustomerNumber somebody = random.nextInt(20) == 0 ? World.customer(customerRound, 0) : credit.owner();
            return asking(
                    random.nextInt(3) == 0 ? World.principal(somebody) : actor,
                    new Command.ReissueCode(credit.id()),
                    null);
        }
        String reason = random.nextBoolean() ? "a mistake" : null;
        String refund = random.nextBoolean() ? "refund 4711" : null;
        return asking(actor, new Command.VoidCredit(credit.id(), reason, refund), null);
    }

    private CreditId unknownCredit() {
        return new CreditId(new UUID(random.nextLong(), random.nextLong()));
    }

    // ---- the life of a credit

    private World.Asking live() {
        World.Transfer asked = random.nextInt(8) == 0 ? world.transfers.pick(random) : null;
        if (asked != null) {
            return asking(World.principal(asked.owner()), new Command.ConfirmTransfer(asked.id()), null);
        }
        World.Credit receipt = random.nextInt(6) == 0 ? world.receipts.pick(random) : null;
        World.Credit credit = receipt == null ? world.credit(random) : receipt;
        if (credit == null || random.nextInt(60) == 0) {
            return asking(LedgerFixture.FINANCE, new CreditCommand.Extend(unknownCredit(), null, null), null);
        }
        Principal house = one(List.of(agent(), credit.giver(), LedgerFixture.FINANCE));
        CustomerNumber to = World.customer(World.roundOf(credit.owner()), random.nextInt(World.CUSTOMERS));
        if (receipt != null || random.nextInt(40) == 0) {
            Amount total = new Amount(1L + (random.nextInt(8_000) >> random.nextInt(6)), one(MONEY));
            return asking(house, new CreditCommand.Settle(credit.id(), new CreditCommand.Receipt("R-9", total)), null);
        }
        return switch (random.nextInt(8)) {
            case 0 -> asking(World.principal(credit.owner()), new CreditCommand.Extend(credit.id(), null, null), null);
            case 1 -> asking(house, new CreditCommand.Extend(credit.id(), until(house), "abroad"), null);
            case 2 -> asking(house, new CreditCommand.Block(credit.id(), "stolen"), null);
            case 3 -> {
                World.Credit blocked = random.nextInt(8) == 0 ? null : world.blocked.pick(random);
                CreditId id = (blocked == null ? credit : blocked).id();
                yield asking(LedgerFixture.FINANCE, new CreditCommand.Unblock(id, "found"), null);
            }
            case 4 -> asking(house, new CreditCommand.RequestTransfer(credit.id(), to, null), null);
            default ->
                asking(World.principal(credit.owner()), new CreditCommand.Transfer(credit.id(), to, "for you"), null);
        };
    }

    private @Nullable LocalDate until(Principal who) {
        return who.role() != Role.FINANCE || random.nextBoolean()
                ? null
                : clock.instant().atZone(LedgerFixture.ZONE).toLocalDate().plusDays(random.nextInt(4_000));
    }

    // ---- customers

    private Command setZone(CustomerNumber customer) {
        return new Command.SetCustomer(customer, one(Setup.ZONES), null);
    }

    /** Of a reminder that was made, mostly: did it arrive? */
    private World.Asking report() {
        ReminderId known = world.reminders.pick(random);
        if (known == null) {
            return touch();
        }
        ReminderId reminder =
                random.nextInt(40) == 0 ? new ReminderId(new UUID(random.nextLong(), random.nextLong())) : known;
        return asking(one(Buying.TILLS), new Command.ReportDelivery(reminder, random.nextInt(4) == 0), null);
    }

    /** The expiry clock touches by the ledger's own key, and without an idempotency key. */
    private World.Asking touch() {
        World.Past past = world.past.pick(random);
        UUID owner = past == null
                ? new UUID(random.nextLong(), random.nextLong())
                : past.entry().owner();
        Command touch = new Command.Touch(new CustomerId(owner), new HashSet<>(List.of(Unit.MILES, one(UNITS))));
        return new World.Asking(new Submission(LedgerFixture.ADMIN, touch, null), null);
    }
}
