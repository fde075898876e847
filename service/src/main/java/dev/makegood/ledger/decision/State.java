package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one batch has locked and read. A decision reads it and changes nothing; applying the decision
 * moves it forward, so that the next command of the batch sees what the one before did.
 */
public final class State {

    /** Under which word it stands among a credit's changes how much of it was handed on. */
    public static final String TRANSFERRED = "transferred";

    private final Settings settings;
    private final Known known;
    private final Instant clock;
    private final Map<AgentId, AgentHead> agents = new LinkedHashMap<>();
    private final Map<IncidentId, IncidentHead> incidents = new LinkedHashMap<>();
    private final Map<CustomerHead.Key, CustomerHead> heads = new LinkedHashMap<>();
    private final Map<CreditId, Account> takenBack = new HashMap<>();
    private final Map<CustomerId, ZoneId> zones = new HashMap<>();
    private final Map<Locks.Reference, Holder> references = new HashMap<>();
    private final Map<CreditId, EntryId> codes = new HashMap<>();
    private final Map<Posting.Reversed, Long> reversed = new HashMap<>();
    private final Map<Changed, Long> changed = new HashMap<>();

    /** A change of a credit by what it was. */
    private record Changed(CreditId credit, String what) {}

    private final Set<Reminder.Occasion> occasions = new HashSet<>();
    private final Set<ReminderId> reports = new HashSet<>();
    private final Map<Dated, Instant> dated = new HashMap<>();

    private record Dated(CreditId credit, Instant expiresAt) {}

    /** The incident that holds a reference. */
    public record Holder(IncidentId incident, ClaimNumber claim) {}

    public State(Settings settings, Known known, Instant clock) {
        this.settings = settings;
        this.known = known;
        this.clock = clock;
    }

    public void read(AgentHead head) {
        agents.put(head.agent(), head);
    }

    public void read(IncidentHead head) {
        incidents.put(head.incident(), head);
    }

    public void read(CustomerHead head) {
        heads.put(head.key(), head);
    }

    public void read(CustomerId customer, ZoneId zone) {
        zones.put(customer, zone);
    }

    public void read(Locks.Reference reference, Holder holder) {
        references.put(reference, holder);
    }

    /** Where the value of a credit goes that is taken back. */
    public void read(CreditId credit, Account takenBackTo) {
        takenBack.put(credit, takenBackTo);
    }

    Account takenBackTo(CreditId id) {
        Credit credit = known.credit(id);
        return credit == null ? Objects.requireNonNull(takenBack.get(id), "credit not read") : credit.takenBackTo();
    }

    public void read(Posting.Reversed posting, long sum) {
        reversed.merge(posting, sum, Math::addExact);
    }

    public void read(CreditId credit, String what, long number) {
        changed.merge(new Changed(credit, what), number, Math::addExact);
    }

    public void read(Reminder.Occasion reminded) {
        occasions.add(reminded);
    }

    public void read(ReminderId reported) {
        reports.add(reported);
    }

    /** When a credit got the date that it has. */
    public void read(CreditId credit, Instant expiresAt, Instant since) {
        dated.put(new Dated(credit, expiresAt), since);
    }

    /** The entry that gave a credit its code. */
    public void read(CreditId credit, EntryId code) {
        codes.put(credit, code);
    }

    @Nullable
    EntryId code(CreditId credit) {
        return codes.get(credit);
    }

    /** Moves forward by what was decided. */
    public void apply(Decision decision) {
        decision.reminders().forEach(reminder -> read(reminder.occasion()));
        if (decision.report() != null) {
            read(decision.report().reminder().id());
        }
        decision.agents().forEach(this::read);
        decision.incidents().forEach(this::read);
        decision.heads().forEach(this::read);
        decision.codes().forEach(code -> read(code.credit(), code.entry()));
        decision.zones().forEach(zone -> read(zone.customer(), zone.zone()));
        decision.entries().forEach(entry -> {
            entry.effects().postings().forEach(posting -> {
                if (posting.to().equals(Account.TRANSIT)) {
                    read(posting.credit(), TRANSFERRED, posting.amount().minor());
                }
                if (posting.reverses() != null) {
                    read(posting.reverses(), posting.amount().minor());
                }
            });
            entry.effects().changes().forEach(change -> {
                if (change.after() != null) {
                    read(change.after().id(), change.what(), 1);
                }
            });
            entry.effects().credits().forEach(known::add);
            Incident opened = entry.effects().opened();
            if (opened != null) {
                known.add(opened);
                decision.references().forEach(reference -> read(reference, new Holder(opened.id(), opened.claim())));
            }
        });
    }

    public Settings settings() {
        return settings;
    }

    public Known known() {
        return known;
    }

    boolean knows(AgentId agent) {
        return agents.containsKey(agent);
    }

    public AgentHead agent(AgentId id) {
        return Objects.requireNonNull(agents.get(id), "agent not locked");
    }

    public @Nullable IncidentHead incident(IncidentId id) {
        return incidents.get(id);
    }

    public CustomerHead head(CustomerHead.Key key) {
        return Objects.requireNonNull(heads.get(key), "customer's unit not locked");
    }

    @Nullable
    ZoneId zone(CustomerId customer) {
        ZoneId zone = zones.get(customer);
        return zone == null ? known.zone(customer) : zone;
    }

    public @Nullable Holder holder(Locks.Reference reference) {
        return references.get(reference);
    }

    /** How often a credit has been changed so; known of those whose past a command asked for. */
    long changed(CreditId credit, String what) {
        return changed.getOrDefault(new Changed(credit, what), 0L);
    }

    boolean reminded(Reminder.Occasion occasion) {
        return occasions.contains(occasion);
    }

    boolean reported(ReminderId reminder) {
        return reports.contains(reminder);
    }

    /** When a credit got the date that it has; nothing where that was in this batch, or nobody asks. */
    @Nullable
    Instant dated(OpenCredit credit) {
        Instant at = credit.expiry().at();
        return at == null ? null : dated.get(new Dated(credit.id(), at));
    }

    /** How much of a credit has been handed on; known of those whose past a command asked for. */
    long transferred(CreditId credit) {
        return changed(credit, TRANSFERRED);
    }

    /** What has been given back of a posting. */
    long reversed(EntryId entry, int number) {
        return reversed.getOrDefault(new Posting.Reversed(entry, number), 0L);
    }

    /** The recorded time of a command: never before that of anything it has locked. */
    Instant recordedAt(Locks locks) {
        Instant latest = later(clock, settings.recordedAt());
        for (AgentId agent : locks.agents()) {
            latest = knows(agent) ? later(latest, agent(agent).recordedAt()) : latest;
        }
        for (IncidentId id : locks.incidents()) {
            IncidentHead head = incidents.get(id);
            latest = head == null ? latest : later(latest, head.recordedAt());
        }
        for (CustomerHead.Key key : locks.heads()) {
            latest = later(latest, head(key).recordedAt());
        }
        return latest;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
