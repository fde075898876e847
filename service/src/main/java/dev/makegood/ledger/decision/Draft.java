package dev.makegood.ledger.decision;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.TextId;
import dev.makegood.ledger.Usage;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One decision while it is being made: the heads as they move, and the rows of the entry at hand.
 * It starts by posting what is due on every head that the command locks, as entries of their own.
 */
final class Draft extends Moves {

    /** Entries for what fell due are numbered from here, so that they never meet a credit's number. */
    private static final int DUE = 1000;

    /** The number of the entry that a receiver gets, beyond all that can fall due. */
    private static final int RECEIVED = EntryId.DERIVED - 1;

    final State state;
    final Request request;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Decision.Zone> zones = new ArrayList<>();
    private final List<Locks.Reference> references = new ArrayList<>();
    private final List<Decision.Text> texts = new ArrayList<>();
    private final List<Decision.CodeRow> codes = new ArrayList<>();
    private final List<Reminder> reminders = new ArrayList<>();
    private Outcome.@Nullable Found found;
    private final List<Usage> usage = new ArrayList<>();
    private String read;
    private Entry.@Nullable Effects handed;
    private @Nullable String receiverRead;
    private @Nullable Incident opened;
    private @Nullable Limits limits;
    private Decision.@Nullable Purchase purchase;
    private Decision.@Nullable Held held;
    private Decision.@Nullable Setting setting;
    private Decision.@Nullable Report report;
    private Decision.@Nullable Resolved resolved;

    Draft(State state, Request request) {
        super(new Heads(state, request.locks()), state.recordedAt(request.locks()));
        this.state = state;
        this.request = request;
        for (CustomerHead.Key key : request.locks().heads()) {
            new Overdue(this, key).post();
        }
        this.read = heads.versions();
        CustomerHead.Key receiver = request.locks().receiver();
        this.receiverRead = receiver == null ? null : heads.versions(receiver.owner());
    }

    void opens(Incident incident, List<Locks.Reference> held) {
        opened = incident;
        heads.moves(IncidentHead.opened(incident.id(), incident.owner(), incident.resolveBy(), now));
        references.addAll(held);
    }

    void uses(Usage used) {
        usage.add(used);
    }

    /** The zone of a customer's days: its own, else this one, which it then keeps. */
    ZoneId zone(CustomerId customer, ZoneId otherwise) {
        ZoneId zone = state.zone(customer);
        if (zone != null) {
            return zone;
        }
        if (zones.stream().noneMatch(set -> set.customer().equals(customer))) {
            zones.add(new Decision.Zone(customer, otherwise, null));
        }
        return otherwise;
    }

    void sets(Decision.Zone zone) {
        zones.add(zone);
    }

    void sets(Decision.Setting changed) {
        setting = changed;
    }

    void reports(Reminder reminder, boolean delivered) {
        report = new Decision.Report(reminder, delivered, new EntryId(request.id()), now);
    }

    void resolves(IncidentId incident, CustomerId owner, String outcome, @Nullable TextId note) {
        resolved = new Decision.Resolved(
                incident, owner, outcome, request.actor().id(), note, new EntryId(request.id()), now);
    }

    void holds(Decision.Held what) {
        held = what;
    }

    void bought(Decision.Purchase what) {
        purchase = what;
    }

    /** The incident that the command is for stood before; who answers need not read it again. */
    void found(Incident incident) {
        CustomerNumber customer = state.known().number(incident.owner());
        found = customer == null ? null : new Outcome.Found(incident, customer);
    }

    void stands(Limits windows) {
        limits = windows;
    }

    /** Gives a credit the code that was made for it, in place of any other. */
    void codes(CreditId credit, CustomerId owner, int number) {
        Request.NewCode code = Objects.requireNonNull(request.codes().get(number), "no code was attached");
        codes.add(new Decision.CodeRow(credit, owner, new EntryId(request.id()), code));
    }

    private Map<CreditId, Code> codes() {
        return codes.stream()
                .collect(Collectors.toMap(
                        Decision.CodeRow::credit, row -> row.code().code()));
    }

    /** Keeps a text apart; the entry knows only the hash in its canonical command. */
    @Nullable
    TextId text(UUID owner, @Nullable String body) {
        if (body == null) {
            return null;
        }
        TextId id = new TextId(EntryId.derive(request.id(), texts.size()));
        texts.add(new Decision.Text(id, owner, request.salt(), body));
        return id;
    }

    /** Posts what time has decided, as an entry of its own. */
    void due(CustomerHead.Key key, String command, Entry.Due due, Runnable posting) {
        this.read = heads.versions(key.owner());
        posting.run();
        Entry.Effects effects = new Entry.Effects(List.copyOf(postings), List.of(), List.copyOf(changes), null);
        byItself(key.owner(), command, due, effects);
        postings = new ArrayList<>();
        changes = new ArrayList<>();
        rows = 0;
    }

    /** That a customer is to be told of these credits. */
    void reminds(Reminder.Occasion of, List<CreditId> ids) {
        Json command = new Json()
                .put("unit", of.unit())
                .put("expiresOn", of.expiresOn())
                .put("days", of.days())
                .put("credits", ids);
        EntryId id = byItself(of.owner(), "remind/1 " + command, null, Entry.Effects.NONE);
        reminders.add(new Reminder(new ReminderId(id.value()), of, ids, now));
    }

    /** What the ledger does because it is time, as an entry of its own. */
    private EntryId byItself(CustomerId owner, String command, Entry.@Nullable Due due, Entry.Effects effects) {
        EntryId id = new EntryId(EntryId.derive(request.id(), DUE + entries.size()));
        entries.add(new Entry(
                id,
                owner.value(),
                request.id(),
                command,
                Entry.ACCEPTED,
                null,
                new Entry.Actor(PrincipalId.LEDGER, Role.LEDGER),
                Entry.About.NOTHING,
                null,
                read,
                due,
                now,
                effects));
        return id;
    }

    // ---- outcomes

    Decision accept(UUID owner, Entry.About about, @Nullable Json facts) {
        Entry.Effects effects =
                new Entry.Effects(List.copyOf(postings), List.copyOf(credits), List.copyOf(changes), opened);
        Entry entry = entry(owner, Entry.ACCEPTED, facts, about, handed == null ? effects : handed);
        entries.add(entry);
        if (handed != null) {
            entries.add(received(effects, about));
        }
        return new Decision(
                new Outcome.Accepted(entry, false, found, codes()),
                entries,
                heads.agents(),
                heads.incidents(),
                heads.units(),
                usage,
                zones,
                references,
                texts,
                codes,
                reminders,
                purchase,
                held,
                setting,
                report,
                resolved);
    }

    /** A "no" keeps nothing but what was due. */
    Decision refuse(UUID owner, Entry.About about, Refusal refusal, Json facts) {
        if (!postings.isEmpty() || !changes.isEmpty()) {
            throw new IllegalStateException("a refusal moves nothing");
        }
        Entry entry = entry(owner, refusal.word(), facts, about, Entry.Effects.NONE);
        entries.add(entry);
        return done(new Outcome.Refused(entry, false));
    }

    /** Nothing of the command itself: only what was due. */
    Decision done(Outcome outcome) {
        return Decision.of(outcome, entries, heads.units(), reminders);
    }

    /** Ends the command's own entry here: what follows is the receiver's. */
    void handsOver() {
        handed = new Entry.Effects(List.copyOf(postings), List.of(), List.copyOf(changes), null);
        postings = new ArrayList<>();
        changes = new ArrayList<>();
        rows = 0;
    }

    EntryId received() {
        return new EntryId(EntryId.derive(request.id(), RECEIVED));
    }

    private Entry received(Entry.Effects effects, Entry.About about) {
        CustomerHead.Key receiver = Objects.requireNonNull(request.locks().receiver());
        return new Entry(
                received(),
                receiver.owner().value(),
                request.id(),
                "receive_credit/1 " + new Json().put("from", new EntryId(request.id())),
                Entry.ACCEPTED,
                null,
                new Entry.Actor(request.actor().id(), request.actor().role()),
                about,
                null,
                Objects.requireNonNull(receiverRead),
                null,
                now,
                effects);
    }

    private Entry entry(UUID owner, String outcome, @Nullable Json facts, Entry.About about, Entry.Effects effects) {
        return new Entry(
                new EntryId(request.id()),
                owner,
                request.id(),
                request.canonical(),
                outcome,
                facts == null ? null : facts.toString(),
                new Entry.Actor(request.actor().id(), request.actor().role()),
                about,
                limits,
                read,
                null,
                now,
                effects);
    }

    CreditId newCredit(int number) {
        return new CreditId(EntryId.derive(request.id(), number + 1));
    }
}
