package dev.makegood.ledger;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of the ledger: the only ways in which value, limits or incidents come about. */
public sealed interface Command {

    int MAX_GRANTS = 10;
    int MAX_DRAWS = 10;
    int MAX_REFERENCES = 10;

    /** What is done to one credit by its id, with a file of its own. */
    sealed interface OfCredit extends Command permits CreditCommand {}

    /** Changes the settings, with a file of its own. */
    sealed interface OfSettings extends Command permits SettingsCommand {}

    /** Opens an incident; the same customer, reason and reference again is refused with {@code incident_exists}. */
    record OpenIncident(
            CustomerNumber customer,
            IncidentFacts facts,
            List<String> references,
            @Nullable String summary) implements Command {

        public OpenIncident {
            references = List.copyOf(Set.copyOf(references)).stream().sorted().toList();
        }
    }

    /** Notes that the customer had to come back to an incident. */
    record LogContact(
            IncidentId incident, Contact contact, @Nullable String note) implements Command {}

    /** Says that an incident has been seen to, whether or not anything was given for it; once. */
    record ResolveIncident(IncidentId incident, @Nullable String note) implements Command {}

    /**
     * Gives one customer one or more credits for one incident, all or nothing, under one limit check; if it is
     * to resolve the incident, that is resolved with it, unless it is already.
     */
    record IssueRemedy(
            OfIncident incident,
            List<Grant> credits,
            @Nullable String note,
            boolean resolves) implements Command {

        public IssueRemedy {
            credits = List.copyOf(credits);
        }

        public IssueRemedy(OfIncident incident, List<Grant> credits, @Nullable String note) {
            this(incident, credits, note, false);
        }
    }

    /** The incident that a remedy is for. */
    sealed interface OfIncident {

        record Known(IncidentId id) implements OfIncident {}

        record Claimed(ClaimNumber number) implements OfIncident {}

        record New(OpenIncident incident) implements OfIncident {}
    }

    /**
     * One credit to give: so much of its unit, under which benefit and restrictions, and what is written
     * about it for people. How long it lasts follows from kind and basis where nothing else is said.
     */
    record Grant(
            Kind kind,
            Basis basis,
            Amount amount,
            Benefit benefit,
            Restrictions restrictions,
            @Nullable Lasting lasting,
            Map<Terms.Wording, String> texts) {

        public Grant {
            Map<Terms.Wording, String> sorted = new EnumMap<>(Terms.Wording.class);
            sorted.putAll(texts);
            texts = Collections.unmodifiableMap(sorted);
            if (!kind.gives(benefit, amount.unit()) || amount.minor() == 0) {
                throw new IllegalArgumentException("expected an amount above zero in a unit of this kind");
            }
            if (kind == Kind.MILES && (lasting != null || !restrictions.equals(Restrictions.NONE))) {
                throw new IllegalArgumentException("expected miles without restrictions, which last by activity");
            }
            if (restrictions.minimumSpend() != null && basis == Basis.GOODWILL && benefit.equals(Benefit.MONEY)) {
                throw new IllegalArgumentException("expected goodwill money without a minimum spend");
            }
        }

        /** Goodwill that may be spent on anything. */
        public Grant(Kind kind, Amount amount) {
            this(kind, Basis.GOODWILL, amount, Benefit.MONEY, Restrictions.NONE, null, Map.of());
        }
    }

    /** Takes value from a customer's credits, draw by draw, all or nothing. */
    record Redeem(
            @Nullable CustomerNumber customer, @Nullable Purchase purchase, List<Draw> draws) implements Command {

        public Redeem {
            draws = List.copyOf(draws);
        }
    }

    /**
     * What is bought, under the till's own reference: its total, and the lines that it is the sum of, if the
     * till tells them.
     */
    record Purchase(String reference, Amount total, List<PurchaseLine> lines) {

        public static final int MAX_LINES = 100;

        public Purchase {
            lines = List.copyOf(lines);
            if (!lines.isEmpty()
                    && lines.stream().mapToLong(PurchaseLine::amount).sum() != total.minor()) {
                throw new IllegalArgumentException("expected a total that is the sum of its lines");
            }
        }

        public Purchase(String reference, Amount total) {
            this(reference, total, List.of());
        }
    }

    /** One line of a purchase: what it comes to in the purchase's unit, and what it is. */
    record PurchaseLine(
            long amount,
            @Nullable String category,
            @Nullable String sku) {}

    /** What a redemption would come to: answered alike, and nothing is done. */
    record Validate(Redeem redeem) implements Command {}

    /** Where a redemption takes value from. */
    sealed interface Draw {

        /** An amount from the customer's credits of its unit, soonest expiry first. */
        record ByUnit(Amount amount) implements Draw {

            public ByUnit {
                aboveZero(amount.minor());
            }
        }

        /** From one credit: an amount in its unit, or all that is available. */
        record ByCredit(CreditId credit, @Nullable Long amount) implements Draw {

            public ByCredit {
                if (amount != null) {
                    aboveZero(amount);
                }
            }
        }

        /** From the credit that a code stands for: an amount in its unit, or all that is available. */
        record ByCode(Code code, @Nullable Long amount) implements Draw {

            public ByCode {
                if (amount != null) {
                    aboveZero(amount);
                }
            }
        }

        private static void aboveZero(long amount) {
            if (amount < 1) {
                throw new IllegalArgumentException("expected an amount above zero");
            }
        }
    }

    /** Sets aside what a redemption would take, for so long at most. */
    record Hold(Redeem redeem, Duration lasts) implements Command {

        /** How long a hold lasts where nothing else is said, and at most. */
        public static final Duration USUAL = Duration.ofMinutes(15);

        public static final Duration LONGEST = Duration.ofDays(7);

        public Hold {
            if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("expected a hold of at most 7 days");
            }
        }
    }

    /** Redeems what a hold has set aside: so much of a unit, in the order in which it was drawn, or all that is left. */
    record Capture(EntryId hold, @Nullable Amount amount) implements Command {}

    /** Gives up what is left of a hold. */
    record Release(EntryId hold) implements Command {}

    /** Gives a redemption back to the same credits. */
    record Reverse(EntryId redemption, Part part) implements Command {

        /** How much of it. */
        public sealed interface Part {

            /** All that is left. */
            record Whole() implements Part {}

            /** So much, last drawn first. */
            record Some(Amount amount) implements Part {}

            /** So much of each of these lines of the redemption, or all that is left of it. */
            record Lines(List<OfLine> lines) implements Part {

                public Lines {
                    lines = List.copyOf(lines);
                }
            }
        }

        /** A line by its number, and how much of it, in minor units of its unit. */
        public record OfLine(int number, @Nullable Long amount) {}

        /** All that is left, or so much of it. */
        public static Reverse of(EntryId redemption, @Nullable Amount amount) {
            return new Reverse(redemption, amount == null ? new Part.Whole() : new Part.Some(amount));
        }
    }

    /** Claws back what is still available of a credit; of one that is not goodwill, because it was refunded. */
    record VoidCredit(
            CreditId credit,
            @Nullable String reason,
            @Nullable String refundReference) implements Command {

        public VoidCredit(CreditId credit, @Nullable String reason) {
            this(credit, reason, null);
        }
    }

    /** Gives a credit a new code, and takes the old one's worth away. */
    record ReissueCode(CreditId credit) implements Command {}

    /** Tells whether a reminder reached its customer; one that did not lets its credits live on for a while. */
    record ReportDelivery(ReminderId reminder, boolean delivered) implements Command {}

    /** What a customer says to a transfer that an agent or finance has asked for. */
    record ConfirmTransfer(EntryId transfer) implements Command {}

    /** Sets the zone that the customer's days are counted in; it counts for dates set afterwards. */
    record SetCustomer(
            CustomerNumber customer, ZoneId zone, @Nullable String jurisdiction) implements Command {}

    /** Posts what time has decided for a customer's credits of these units. */
    record Touch(CustomerId customer, Set<Unit> units) implements Command {}
}
