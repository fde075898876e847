package dev.makegood.demo;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.IncidentFacts;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Lasting;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.Terms;
import dev.makegood.ledger.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong beside flights, a few times each: movers who never came, a broken suitcase, a spilled
 * meal, a mailing that should not have gone out, jeans that fell apart, a night without dinner, and miles
 * from before that somebody forgot. Each is made good with another kind of credit. One customer has it set
 * aside before it is spent, one spends it at once, one brings back what it was spent on, and one lets it end.
 */
final class Stories {

    private static final String GIVER = "sofia";
    private static final int HELD = 0;
    private static final int BROUGHT_BACK = 2;
    private static final int FORGETS = 3;
    private static final int TIMES = 4;
    private static final Lasting NOT_LONG = Lasting.parse("PT24H");
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Amount PART = new Amount(1_000, Unit.USD);
    private static final Unit USE = Unit.of("USE");
    private static final Unit ITEM = Unit.of("ITEM");
    private static final String CATEGORY = "MOVING";
    private static final String STOCK = "JEANS-501";

    private final Door door;
    private final Submissions submissions;
    private final Tally tally;
    private final List<Given> given = new ArrayList<>();

    /** A remedy that was given, and to whom. */
    private record Given(Story story, int time, CustomerNumber customer, CustomerId key, List<CreditId> credits) {}

    /** What went wrong, and what makes it good. */
    private record Story(String name, String reason, String summary, List<Command.Grant> grants) {}

    private static final Story DINNER = new Story(
            "DINNER", "SEAT_MEAL_ENTERTAINMENT", "Stranded for a night.", List.of(money(Kind.VOUCHER, 1_500, "PT24H")));

    private static final Story FORGOTTEN = new Story(
            "FORGOTTEN",
            "DELAY",
            "Five hours late.",
            List.of(new Command.Grant(Kind.MILES, new Amount(4_000, Unit.MILES))));

    private static final List<Story> ALL = List.of(
            new Story(
                    "MOVERS",
                    "NO_SHOW",
                    "Nobody came, and nobody called.",
                    List.of(percent(15, 20_000), percent(10, 15_000))),
            new Story("SUITCASE", "BAG_DAMAGED", "A wheel broke off.", List.of(money(Kind.VOUCHER, 15_000, null))),
            new Story(
                    "SPILL",
                    "SPILL",
                    "Tomato soup, over a white suit.",
                    List.of(receipt(6_000), money(Kind.GIFT_CERTIFICATE, 2_500, null))),
            new Story("MAILING", "MESSAGE_ERROR", "A second letter to somebody who wanted none.", List.of(gift())),
            new Story("JEANS", "PRODUCT_DEFECT", "A seam opened on the first day.", List.of(jeans())),
            DINNER);

    Stories(Door door, Submissions submissions, Tally tally) {
        this.door = door;
        this.submissions = submissions;
        this.tally = tally;
    }

    private static Command.Grant percent(int percent, long cap) {
        return new Command.Grant(
                Kind.VOUCHER,
                Basis.GOODWILL,
                new Amount(1, USE),
                new Benefit.Percent(percent, cap, null),
                new Restrictions(null, List.of(CATEGORY), null, null, true),
                null,
                Map.of());
    }

    private static Command.Grant money(Kind kind, long cents, @Nullable String lasts) {
        Lasting lasting = lasts == null ? null : Lasting.parse(lasts);
        Amount amount = new Amount(cents, Unit.USD);
        return new Command.Grant(kind, Basis.GOODWILL, amount, Benefit.MONEY, Restrictions.NONE, lasting, Map.of());
    }

    private static Command.Grant receipt(long cap) {
        return thing(Kind.REIMBURSEMENT, new Amount(cap, Unit.USD), new Benefit.Receipt(), Map.of());
    }

    private static Command.Grant gift() {
        return thing(
                Kind.GIFT,
                new Amount(1, ITEM),
                new Benefit.Gift(3_200),
                Map.of(
                        Terms.Wording.DESCRIPTION,
                        "A field guide to ferns",
                        Terms.Wording.SUPPLIER,
                        "The corner bookshop",
                        Terms.Wording.NOTE,
                        "That letter was our mistake. This one we chose for you."));
    }

    private static Command.Grant jeans() {
        Map<Terms.Wording, String> texts = Map.of(Terms.Wording.DESCRIPTION, "A new pair", Terms.Wording.SKU, STOCK);
        return thing(Kind.VOUCHER, new Amount(1, ITEM), new Benefit.Item(6_000, STOCK), texts);
    }

    private static Command.Grant thing(Kind kind, Amount face, Benefit benefit, Map<Terms.Wording, String> texts) {
        return new Command.Grant(kind, Basis.GOODWILL, face, benefit, Restrictions.NONE, null, texts);
    }

    /** Gives miles that nobody will touch until they end. */
    void giveBefore(Instant then) {
        give(FORGOTTEN, FORGETS, then);
    }

    /** Gives what makes it good. */
    void give(Instant now) {
        for (Story story : ALL) {
            for (int time = 0; time < TIMES; time++) {
                give(story, time, now);
            }
        }
        // Dinner is eaten the same night or not at all.
        given.stream().filter(one -> one.story.equals(DINNER)).forEach(this::spend);
    }

    private void give(Story story, int time, Instant now) {
        CustomerNumber customer = new CustomerNumber(story.name + "-" + time);
        IncidentFacts facts = new IncidentFacts(story.reason, 2, "PHONE", "CUSTOMER", now);
        Command.OpenIncident incident = new Command.OpenIncident(customer, facts, List.of(), story.summary);
        List<Command.Grant> grants =
                time == FORGETS ? story.grants.stream().map(Stories::notLong).toList() : story.grants;
        Entry entry = ask(
                door.caller(Role.AGENT, GIVER),
                "story-" + customer,
                new Command.IssueRemedy(new Command.OfIncident.New(incident), grants, null, true));
        if (entry != null) {
            List<CreditId> credits =
                    entry.effects().credits().stream().map(Credit::id).toList();
            given.add(new Given(story, time, customer, new CustomerId(entry.owner()), credits));
        }
    }

    /** The same, to end within a day; miles last by activity, and some end sooner anyway. */
    private static Command.Grant notLong(Command.Grant grant) {
        return grant.kind() == Kind.MILES || grant.lasting() != null
                ? grant
                : new Command.Grant(
                        grant.kind(),
                        grant.basis(),
                        grant.amount(),
                        grant.benefit(),
                        grant.restrictions(),
                        NOT_LONG,
                        grant.texts());
    }

    /** Half a year later: who wants to spends, some bring back what they bought, and what nobody wanted has expired. */
    void play() {
        given.stream().filter(one -> !one.story.equals(DINNER)).forEach(this::spend);
        for (Given one : given) {
            Set<Unit> units = one.story.grants.stream()
                    .map(grant -> grant.amount().unit())
                    .collect(Collectors.toSet());
            submissions.ask(new Submission(partner(), new Command.Touch(one.key, units), null));
        }
    }

    private Principal partner() {
        return door.caller(Role.PARTNER, Demo.PARTNER);
    }

    private void spend(Given one) {
        if (one.time == FORGETS) {
            return;
        }
        for (int i = 0; i < one.credits.size(); i++) {
            CreditId credit = one.credits.get(i);
            Command.Grant grant = one.story.grants.get(i);
            String key = "story-" + one.customer + "-" + i;
            Command.Redeem redeem = new Command.Redeem(
                    one.customer, purchase(one.story), List.of(new Command.Draw.ByCredit(credit, null)));
            if (grant.kind() == Kind.REIMBURSEMENT) {
                CreditCommand.Receipt receipt = new CreditCommand.Receipt("CLEANER-17", new Amount(4_250, Unit.USD));
                ask(door.caller(Role.AGENT, GIVER), key, new CreditCommand.Settle(credit, receipt));
            } else if (one.time == HELD) {
                holdFirst(key, redeem, grant.amount().unit());
            } else {
                Entry entry = ask(partner(), key, redeem);
                if (entry != null && one.time == BROUGHT_BACK) {
                    ask(partner(), key + "-back", Command.Reverse.of(entry.id(), null));
                }
            }
        }
    }

    /** Of money only a part is needed in the end. */
    private void holdFirst(String key, Command.Redeem redeem, Unit unit) {
        Entry hold = ask(partner(), key, new Command.Hold(redeem, AN_HOUR));
        if (hold != null) {
            boolean part = unit.equals(Unit.USD);
            ask(partner(), key + "-capture", new Command.Capture(hold.id(), part ? PART : null));
            if (part) {
                ask(partner(), key + "-release", new Command.Release(hold.id()));
            }
        }
    }

    private static Command.Purchase purchase(Story story) {
        long price = 4_000;
        return new Command.Purchase(
                story.name + "-BILL",
                new Amount(price, Unit.USD),
                List.of(new Command.PurchaseLine(price, CATEGORY, STOCK)));
    }

    private @Nullable Entry ask(Principal who, String key, Command command) {
        Outcome outcome = submissions.ask(door.submission(who, key, command));
        if (outcome instanceof Outcome.Accepted accepted) {
            tally.story(accepted);
            return accepted.entry();
        }
        tally.unexpected(outcome);
        return null;
    }
}
