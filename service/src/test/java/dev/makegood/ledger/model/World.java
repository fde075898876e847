package dev.makegood.ledger.model;

import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.writer.LedgerFixture;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the clients know: the people, and what became of earlier commands. Customers come and go by
 * rounds, so that histories stay short and the model forgets.
 */
final class World {

    static final int CUSTOMERS = 120;

    /** How many rounds of customers are served at a time. */
    static final int SERVED = 2;

    /** An incident that stands. */
    record Incident(IncidentId id, ClaimNumber claim) {}

    /** A credit that was given, to whom and by whom, and a code that it had, if that was told. */
    record Credit(
            CreditId id,
            CustomerNumber owner,
            Principal giver,
            @Nullable Code code) {

        Credit(CreditId id, CustomerNumber owner, Principal giver) {
            this(id, owner, giver, null);
        }
    }

    /** A transfer that was asked for. */
    record Transfer(EntryId id, CustomerNumber owner) {}

    /** A redemption that was made. */
    record Sale(EntryId id, Principal seller) {}

    /** A hold that was placed. */
    record Hold(EntryId id, Principal by) {}

    /** A submission and how it was answered. */
    record Past(Submission submission, Entry entry) {}

    /** A submission and its customer, if it names one. */
    record Asking(Submission submission, @Nullable CustomerNumber customer) {}

    final Recent<Incident> incidents = new Recent<>(60);
    final Recent<Credit> credits = new Recent<>(400);
    final Recent<Sale> sales = new Recent<>(200);
    final Recent<Hold> holds = new Recent<>(4);
    final Recent<Credit> receipts = new Recent<>(40);
    final Recent<Credit> agreed = new Recent<>(60);
    final Recent<Credit> held = new Recent<>(16);
    final Recent<Credit> blocked = new Recent<>(16);
    final Recent<ReminderId> reminders = new Recent<>(100);
    final Recent<Transfer> transfers = new Recent<>(60);
    final Recent<Past> past = new Recent<>(400);
    final List<Principal> agents;
    private final Map<EntryId, PrincipalId> placed = new ConcurrentHashMap<>();
    private final Map<CustomerNumber, CustomerId> keys = new ConcurrentHashMap<>();
    private final Map<CustomerId, CustomerNumber> numbers = new ConcurrentHashMap<>();
    private final AtomicInteger round = new AtomicInteger();

    World(List<Principal> agents) {
        this.agents = agents;
    }

    int round() {
        return round.get();
    }

    static CustomerNumber customer(int round, int number) {
        return new CustomerNumber("R" + round + "-" + number);
    }

    /** Turns to new customers and answers with those that are served no more. */
    Set<UUID> nextRound() {
        int oldest = round.incrementAndGet() - SERVED + 1;
        List.of(incidents, credits, sales, holds, held, blocked, receipts, agreed, transfers, reminders, past)
                .forEach(recent -> recent.forgetBefore(oldest));
        Set<UUID> gone = new HashSet<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            CustomerId key = keys.remove(customer(oldest - 1, i));
            if (key != null) {
                gone.add(key.value());
                numbers.remove(key);
            }
        }
        return gone;
    }

    /** Keeps what later commands can name. */
    void learn(Asking asking, Outcome outcome) {
        Entry entry;
        if (outcome instanceof Outcome.Accepted accepted) {
            entry = accepted.entry();
        } else if (outcome instanceof Outcome.Refused refused) {
            entry = refused.entry();
        } else {
            return;
        }
        if (asking.customer != null && entry.accepted()) {
            knows(asking.customer, new CustomerId(entry.owner()));
        }
        CustomerNumber owner = numbers.get(new CustomerId(entry.owner()));
        if (owner == null) {
            return;
        }
        int of = roundOf(owner);
        past.add(new Past(asking.submission, entry), of);
        if (!entry.accepted()) {
            return;
        }
        Entry.Effects effects = entry.effects();
        if (effects.opened() != null) {
            incidents.add(new Incident(effects.opened().id(), effects.opened().claim()), of);
        }
        Map<CreditId, Code> codes = outcome instanceof Outcome.Accepted accepted ? accepted.codes() : Map.of();
        effects.credits().forEach(credit -> {
            Credit given = new Credit(credit.id(), owner, asking.submission.actor(), codes.get(credit.id()));
            credits.add(given, of);
            if (credit.kind() == Kind.REIMBURSEMENT) {
                receipts.add(given, of);
            } else if (!credit.terms().plain()) {
                agreed.add(given, of);
            }
        });
        if (asking.submission.command() instanceof Command.ReissueCode) {
            codes.forEach((credit, code) -> credits.add(new Credit(credit, owner, LedgerFixture.FINANCE, code), of));
        }
        handedOn(asking.submission.command(), entry.id(), owner);
        if (asking.submission.command() instanceof CreditCommand.Block block) {
            blocked.add(new Credit(block.credit(), owner, LedgerFixture.FINANCE), of);
        }
        if (entry.command().startsWith("hold/")) {
            holds.add(new Hold(entry.id(), asking.submission.actor()), of);
            placed.put(entry.id(), asking.submission.actor().id());
            effects.postings().forEach(line -> held.add(new Credit(line.credit(), owner, LedgerFixture.FINANCE), of));
        }
        if (entry.command().startsWith("redeem/") || entry.command().startsWith("capture/")) {
            sales.add(new Sale(entry.id(), asking.submission.actor()), of);
        }
    }

    /** Is it about a hold of the one who asks? Such a hold is always found. */
    boolean ofOwnHold(Submission submission) {
        EntryId hold = null;
        if (submission.command() instanceof Command.Capture capture) {
            hold = capture.hold();
        } else if (submission.command() instanceof Command.Release release) {
            hold = release.hold();
        }
        return hold != null && submission.actor().id().equals(placed.get(hold));
    }

    /** The reminders that the ledger made by itself, which no answer tells. */
    void learn(List<Row> rows) {
        rows.stream().filter(Row::isReminder).forEach(row -> {
            CustomerNumber owner = numbers.get(new CustomerId(row.owner()));
            if (owner != null) {
                reminders.add(new ReminderId(row.id()), roundOf(owner));
            }
        });
    }

    /** What was asked for can be confirmed, and what was done can be taken back by finance alone. */
    void handedOn(Command command, EntryId id, CustomerNumber owner) {
        if (command instanceof CreditCommand.RequestTransfer) {
            transfers.add(new Transfer(id, owner), roundOf(owner));
        } else if (command instanceof CreditCommand.Transfer transfer) {
            transfers.add(new Transfer(id, owner), roundOf(owner));
            CreditId received = new CreditId(EntryId.derive(id.value(), 1));
            credits.add(new Credit(received, transfer.to(), LedgerFixture.FINANCE), roundOf(owner));
        }
    }

    /** A credit, often one that was set aside just now. */
    @Nullable
    Credit credit(SplittableRandom random) {
        Credit set = random.nextInt(4) == 0 ? held.pick(random) : null;
        return set == null ? credits.pick(random) : set;
    }

    static int roundOf(CustomerNumber number) {
        return Integer.parseInt(number.value().substring(1, number.value().indexOf('-')));
    }

    /** A customer, who may touch what is theirs. */
    static Principal principal(CustomerNumber number) {
        Principal anyone = LedgerFixture.principal(Role.CUSTOMER, number.value());
        return new Principal(anyone.id(), Role.CUSTOMER, new Principal.Scope.Only(Set.of(number)));
    }

    /** A submission under a key of its own. */
    static Asking asking(SplittableRandom random, Principal actor, Command command, @Nullable CustomerNumber customer) {
        UUID key = new UUID(random.nextLong(), random.nextLong());
        UUID body = new UUID(random.nextLong(), random.nextLong());
        return new Asking(new Submission(actor, command, new Submission.Key(key, body)), customer);
    }

    private void knows(CustomerNumber number, CustomerId key) {
        CustomerId known = keys.putIfAbsent(number, key);
        if (known != null && !known.equals(key)) {
            throw new Model.Divergence(number + " has two keys: " + known + " and " + key);
        }
        numbers.put(key, number);
    }
}
