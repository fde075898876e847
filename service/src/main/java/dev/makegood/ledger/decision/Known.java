package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.ReminderId;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What may be read before anything is locked: what never changes; zones, which only a command of their own
 * changes and which no rule compares with anything; and codes, which are looked at again under the lock.
 */
public final class Known {

    private final Map<CustomerNumber, CustomerId> customers = new HashMap<>();
    private final Map<CustomerId, CustomerNumber> numbers = new HashMap<>();
    private final Map<CustomerId, ZoneId> zones = new HashMap<>();
    private final Map<IncidentId, Incident> incidents = new HashMap<>();
    private final Map<ClaimNumber, Incident> claims = new HashMap<>();
    private final Map<CreditId, Credit> credits = new HashMap<>();
    private final Map<EntryId, Redemption> redemptions = new HashMap<>();
    private final Map<ReminderId, Reminder> reminders = new HashMap<>();
    private final Map<EntryId, Transfer> transfers = new HashMap<>();
    private final Map<EntryId, Hold> holds = new HashMap<>();
    private final Map<Code, Coded> codes = new HashMap<>();

    /**
     * What a code stands for as it was seen: the credit, the entry that gave it this code, and why it cannot be
     * spent, if it cannot.
     */
    public record Coded(
            CreditId credit,
            EntryId entry,
            String lastFour,
            OpenCredit standing,
            @Nullable String over) {}

    /** A redemption: who made it, its postings, and the numbers of those that took value in its grace. */
    public record Redemption(EntryId id, CustomerId owner, PrincipalId by, List<Posting> lines, Set<Integer> inGrace) {}

    /** A transfer that was asked for: of which credit, and to whom. */
    public record Transfer(EntryId id, CustomerId owner, CreditId credit, CustomerId to) {}

    public void add(Transfer transfer) {
        transfers.put(transfer.id(), transfer);
    }

    public @Nullable Transfer transfer(EntryId id) {
        return transfers.get(id);
    }

    /** A hold: who placed it, where its captures go, what its percentages came to, whether whose it is stays untold, and its postings. */
    public record Hold(
            EntryId id,
            CustomerId owner,
            PrincipalId by,
            Account redeemer,
            Discounts discounts,
            boolean byBearer,
            List<Posting> lines) {

        Posting line(int number) {
            return lines.stream()
                    .filter(line -> line.number() == number)
                    .findFirst()
                    .orElseThrow();
        }
    }

    public void add(CustomerNumber number, CustomerId customer) {
        customers.put(number, customer);
        numbers.put(customer, number);
    }

    public void add(CustomerId customer, ZoneId zone) {
        zones.put(customer, zone);
    }

    public void add(Incident incident) {
        incidents.put(incident.id(), incident);
        claims.put(incident.claim(), incident);
    }

    public void add(Credit credit) {
        credits.put(credit.id(), credit);
    }

    public void add(Hold hold) {
        holds.put(hold.id(), hold);
    }

    public @Nullable Hold hold(EntryId id) {
        return holds.get(id);
    }

    public void add(Reminder reminder) {
        reminders.put(reminder.id(), reminder);
    }

    public void add(Code code, Coded coded) {
        codes.put(code, coded);
    }

    public void add(Redemption redemption) {
        redemptions.put(redemption.id(), redemption);
    }

    public @Nullable CustomerId customer(CustomerNumber number) {
        return customers.get(number);
    }

    /** The keys of customers who were all found or made, in their order. */
    public SortedSet<CustomerId> customers(Collection<CustomerNumber> of) {
        SortedSet<CustomerId> keys = new TreeSet<>(Comparator.comparing(CustomerId::toString));
        of.forEach(number -> keys.add(Objects.requireNonNull(customers.get(number), "no key")));
        return keys;
    }

    public @Nullable CustomerNumber number(CustomerId customer) {
        return numbers.get(customer);
    }

    /** The customer's zone, if it had one and if anything has led to it yet. */
    public @Nullable ZoneId zone(CustomerId customer) {
        return zones.get(customer);
    }

    public @Nullable Incident incident(IncidentId id) {
        return incidents.get(id);
    }

    public @Nullable Incident incident(Command.OfIncident of) {
        if (of instanceof Command.OfIncident.Known known) {
            return incidents.get(known.id());
        }
        return of instanceof Command.OfIncident.Claimed claimed ? claims.get(claimed.number()) : null;
    }

    public @Nullable Credit credit(CreditId id) {
        return credits.get(id);
    }

    public @Nullable Coded coded(Code code) {
        return codes.get(code);
    }

    /** A code as the journal tells it: by its credit and the entry that gave it, or by nothing if nobody did. */
    public Json told(Code code) {
        Coded coded = codes.get(code);
        Json told = new Json();
        return new Json()
                .put(
                        "code",
                        coded == null
                                ? told
                                : told.put("credit", coded.credit()).put("entry", coded.entry()));
    }

    public @Nullable Redemption redemption(EntryId id) {
        return redemptions.get(id);
    }

    public @Nullable Reminder reminder(ReminderId id) {
        return reminders.get(id);
    }
}
