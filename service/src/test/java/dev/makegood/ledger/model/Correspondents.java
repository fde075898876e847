package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.writer.LedgerFixture;
import dev.makegood.platform.TestService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The clients once more, as letters over HTTP: threads that ask, ask again, and hold each answer against its promise. */
final class Correspondents {

    private static final int THREADS = 16;
    /** What is asked about something that may not be there. */
    private static final Set<String> OF_SOMETHING = Set.of(
            "log_contact",
            "resolve_incident",
            "reverse",
            "capture",
            "release",
            "void_credit",
            "extend_credit",
            "settle_credit",
            "reissue_code");

    private static final long PATIENCE_SECONDS = 300;

    /** A letter that the journal has answered. */
    private record Sent(Principal writer, String key, Letter letter, Mailbox.Reply reply) {}

    private final TestService service;
    private final World world;
    private final Setup setup;
    final Mailbox mailbox;
    private final Turns turns;
    private final Crowd crowd;
    private final double changes;
    private final Recent<Sent> past = new Recent<>(400);
    private final Map<String, LongAdder> decided = new ConcurrentHashMap<>();
    private final ExecutorService twins = Executors.newCachedThreadPool();

    Correspondents(TestService service, World world, Setup setup, long seed, double changes) {
        SplittableRandom seeds = new SplittableRandom(seed);
        this.service = service;
        this.world = world;
        this.setup = setup;
        this.mailbox = new Mailbox(service, world.agents);
        this.turns = new Turns(service.clock(), service.clock()::turn);
        this.changes = changes;
        this.crowd = new Crowd(THREADS, PATIENCE_SECONDS, () -> new Script(seeds.split(), world, service.clock()));
    }

    /** Asks so often, and answers with how often each thing was decided anew, told as {@link #told} does. */
    Map<String, Long> run(int letters) throws Exception {
        decided.clear();
        crowd.run(script -> {
            for (int i = 0; i < letters / THREADS; i++) {
                turns.maybe(script.random);
                step(script);
            }
        });
        Map<String, Long> told = new TreeMap<>();
        decided.forEach((what, count) -> told.put(what, count.sum()));
        return told;
    }

    Map<String, LongAdder> answers() {
        return crowd.answers();
    }

    void close() {
        twins.shutdownNow();
    }

    void nextRound() {
        world.nextRound();
        past.forgetBefore(world.round() - World.SERVED + 1);
    }

    /**
     * What an answer and an entry of the journal must have in common: an accepted one's id, and of a
     * refusal, whose answer names no entry, who was refused and why.
     */
    static String told(Row row) {
        boolean named = row.accepted()
                && !Set.of("set_customer", "log_contact", "resolve_incident").contains(row.name());
        return told(row.name(), row.outcome(), named ? row.id() : null, row.role(), row.actor());
    }

    private static String told(String name, String outcome, @Nullable UUID entry, Role role, UUID actor) {
        // Only agents have the same id on both sides.
        boolean known = role == Role.AGENT || role == Role.SYSTEM;
        return name + " " + outcome + " " + (entry != null ? entry : known ? role + " " + actor : role);
    }

    private void step(Script script) throws Exception {
        SplittableRandom random = script.random;
        if (random.nextDouble() < changes) {
            change(setup.change(random, world));
            return;
        }
        Sent sent = random.nextInt(16) == 0 ? past.pick(random) : null;
        if (sent != null) {
            again(sent, random.nextInt(4) == 0);
            return;
        }
        World.Asking next = script.next();
        while (next.submission().command() instanceof Command.Touch) {
            next = script.next();
        }
        String key = new UUID(random.nextLong(), random.nextLong()).toString();
        Principal writer = writer(next.submission());
        Letter letter = Letter.of(next.submission().command());
        if (random.nextInt(50) == 0) {
            twice(writer, key, letter);
        } else {
            take(writer, key, letter, mailbox.send(writer, key, letter));
        }
    }

    /** Settings have no interface yet. */
    private void change(SettingsCommand change) {
        Submission submission = new Submission(LedgerFixture.ADMIN, change, LedgerFixture.key());
        Outcome outcome =
                LedgerFixture.await(service.ledger().submit(submission).toCompletableFuture());
        Entry entry =
                outcome instanceof Outcome.Accepted accepted ? accepted.entry() : ((Outcome.Refused) outcome).entry();
        String name = entry.command().substring(0, entry.command().indexOf('/'));
        UUID id = entry.accepted() ? entry.id().value() : null;
        decided(told(
                name, entry.outcome(), id, Role.ADMIN, LedgerFixture.ADMIN.id().value()));
        crowd.count(name + " " + entry.outcome());
    }

    /** Who says where a customer lives is no longer finance here, as the interface has it. */
    private Principal writer(Submission submission) {
        return submission.command() instanceof Command.SetCustomer ? world.agents.get(0) : submission.actor();
    }

    private void take(Principal writer, String key, Letter letter, Mailbox.Reply reply) {
        crowd.count(letter.name() + " " + reply.status() + (reply.code() == null ? "" : " " + reply.code()));
        if (!reply.mayBeFresh()) {
            crowd.wrong(letter + " is new and was answered with " + reply);
        } else if (atTheDoor(writer, letter, reply)) {
            return;
        } else if (reply.accepted()) {
            decided(told(
                    letter.name(),
                    Entry.ACCEPTED,
                    entry(reply.body()),
                    writer.role(),
                    writer.id().value()));
            learn(writer, letter, reply.body());
            past.add(new Sent(writer, key, letter, reply), world.round());
        } else if (reply.status() == 422 || "incident_exists".equals(reply.code())) {
            decided(told(
                    letter.name(),
                    String.valueOf(reply.code()),
                    null,
                    writer.role(),
                    writer.id().value()));
            past.add(new Sent(writer, key, letter, reply), world.round());
        } else {
            crowd.wrong(letter + " of " + writer + " was answered with " + reply);
        }
    }

    /** Has it been turned away before the ledger, as it must be? Such answers are not in the journal. */
    private boolean atTheDoor(Principal writer, Letter letter, Mailbox.Reply reply) {
        if (mailbox.isStranger(writer)) {
            return expected(letter, reply, 403, "unknown_agent");
        }
        if (letter.name().equals("reverse") && writer.role() == Role.FINANCE) {
            return expected(letter, reply, 403, "forbidden");
        }
        if (Set.of("redeem", "hold").contains(letter.name())
                && writer.role() == Role.PARTNER
                && !letter.body().has("customer")) {
            return expected(letter, reply, 400, "invalid_value");
        }
        return reply.status() == 404 && OF_SOMETHING.contains(letter.name());
    }

    private boolean expected(Letter letter, Mailbox.Reply reply, int status, String code) {
        if (reply.status() != status || !code.equals(reply.code())) {
            crowd.wrong(letter + " was answered with " + reply + " and not with " + status + " " + code);
        }
        return true;
    }

    /** The entry's id, under whichever name the answer has it. */
    private static @Nullable UUID entry(JsonNode body) {
        String id = body.has("entry")
                ? body.path("entry").asText()
                : body.path("id").asText();
        return id.isEmpty()
                ? null
                : EntryId.parse("jrn_" + id.substring(id.indexOf('_') + 1)).value();
    }

    private void learn(Principal writer, Letter letter, JsonNode body) {
        switch (letter.name()) {
            case "open_incident" -> incident(body, "id", customer(body));
            case "issue_remedy" -> {
                CustomerNumber customer = customer(body);
                incident(body, "incident", customer);
                for (JsonNode credit : body.path("credits")) {
                    CreditId id = CreditId.parse(credit.path("id").asText());
                    World.Credit given = new World.Credit(id, customer, writer);
                    world.credits.add(given, World.roundOf(customer));
                    if (credit.path("kind").asText().equals("reimbursement")) {
                        world.receipts.add(given, World.roundOf(customer));
                    } else if (credit.has("benefit") || credit.has("restrictions")) {
                        world.agreed.add(given, World.roundOf(customer));
                    }
                }
            }
            case "hold" -> {
                EntryId id = new EntryId(Objects.requireNonNull(entry(body)));
                world.holds.add(new World.Hold(id, writer), World.roundOf(customer(body)));
            }
            case "redeem", "capture" -> {
                UUID id = entry(body);
                if (id != null) {
                    world.sales.add(new World.Sale(new EntryId(id), writer), World.roundOf(customer(body)));
                }
            }
            default -> {}
        }
    }

    private static CustomerNumber customer(JsonNode body) {
        return new CustomerNumber(body.path("customer").asText());
    }

    private void incident(JsonNode body, String id, CustomerNumber customer) {
        IncidentId incident = IncidentId.parse(body.path(id).asText());
        ClaimNumber claim = ClaimNumber.parse(body.path("claimNumber").asText());
        world.incidents.add(new World.Incident(incident, claim), World.roundOf(customer));
    }

    /** The same key long after: the same answer for the same letter, and a "no" for another. */
    private void again(Sent sent, boolean another) {
        boolean other = another && sent.letter.hasOther();
        Letter letter = other ? sent.letter.otherBody() : sent.letter;
        Mailbox.Reply reply = mailbox.send(sent.writer, sent.key, letter);
        boolean right = other
                ? reply.status() == 422 && "idempotency_key_reused".equals(reply.code())
                : reply.mayBeReplayed() && reply.sameAs(sent.reply);
        crowd.count(other ? "key reused" : "replayed");
        if (!right) {
            crowd.wrong(sent + " was answered again with " + reply);
        }
    }

    /** The same at the same time: one is decided, the other gets its answer. */
    private void twice(Principal writer, String key, Letter letter) throws Exception {
        CompletableFuture<Mailbox.Reply> other =
                CompletableFuture.supplyAsync(() -> mailbox.send(writer, key, letter), twins);
        Mailbox.Reply one = mailbox.send(writer, key, letter);
        Mailbox.Reply two = other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Mailbox.Reply first = one.mayBeFresh() ? one : two;
        Mailbox.Reply second = one.mayBeFresh() ? two : one;
        take(writer, key, letter, first);
        boolean kept = !List.of(400, 403, 404).contains(first.status());
        if (!second.sameAs(first) || !(kept ? second.mayBeReplayed() : second.mayBeFresh())) {
            crowd.wrong("two at once were answered with " + first + " and " + second);
        }
    }

    private void decided(String what) {
        decided.computeIfAbsent(what, key -> new LongAdder()).increment();
    }
}
