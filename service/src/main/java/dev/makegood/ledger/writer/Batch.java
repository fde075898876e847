package dev.makegood.ledger.writer;

import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Settings;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.decision.AgentHead;
import dev.makegood.ledger.decision.CustomerHead;
import dev.makegood.ledger.decision.Decision;
import dev.makegood.ledger.decision.IncidentHead;
import dev.makegood.ledger.decision.Known;
import dev.makegood.ledger.decision.Locks;
import dev.makegood.ledger.decision.Request;
import dev.makegood.ledger.decision.Rules;
import dev.makegood.ledger.decision.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One group of commands and one commit: locate, lock, read, decide in order, append. It either
 * answers for all of them or has written nothing.
 */
final class Batch {

    private final Connection connection;
    private final LaneParts parts;
    private final List<Submission> submissions;
    private final @Nullable Outcome[] outcomes;

    Batch(Connection connection, LaneParts parts, List<Submission> submissions) {
        this.connection = connection;
        this.parts = parts;
        this.submissions = submissions;
        this.outcomes = new Outcome[submissions.size()];
    }

    /** The outcome of each submission in order, durable when this returns. */
    @Nullable
    Outcome[] commit() throws SQLException {
        connection.setAutoCommit(true);
        Known known = new LocateSql(connection, parts.keys())
                .locate(submissions, parts.codes().keys(), parts.clock().instant());
        List<Placed> requests = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i++) {
            Submission submission = submissions.get(i);
            if (Rules.found(submission, known)) {
                requests.add(new Placed(i, request(submission, known)));
            } else {
                outcomes[i] = new Outcome.NotFound();
            }
        }
        if (!requests.isEmpty()) {
            connection.setAutoCommit(false);
            Map<Integer, UUID> bound = write(requests, known);
            confirm();
            answerCommitted(bound);
        }
        return outcomes;
    }

    /** What the keys are bound to, for a batch whose commit is in doubt; none where nothing is known. */
    @Nullable
    Outcome[] bound() throws SQLException {
        connection.setAutoCommit(true);
        Map<Integer, UUID> keys = new HashMap<>();
        for (int i = 0; i < submissions.size(); i++) {
            Submission.Key key = submissions.get(i).key();
            if (key != null) {
                keys.put(i, key.id());
            }
        }
        answerAgain(keys);
        return outcomes;
    }

    /** A request and its place among the submissions. */
    private record Placed(int place, Request request) {}

    private Request request(Submission submission, Known known) throws SQLException {
        Instant now = parts.clock().instant();
        UUID id = parts.ids().next(now);
        Command command = submission.command();
        boolean opens = command instanceof Command.OpenIncident
                || (command instanceof Command.IssueRemedy issue && issue.incident() instanceof Command.OfIncident.New);
        ClaimNumber claim = opens
                ? parts.claims().next(connection, now.atZone(ZoneOffset.UTC).getYear())
                : null;
        Request.Salt salt =
                new Request.Salt(java.util.HexFormat.of().formatHex(parts.ids().salt()));
        Map<Integer, Request.NewCode> codes = parts.codes().of(command);
        Canonical canonical = new Canonical(parts.hash(), known, salt, claim, codes);
        return new Request(
                submission,
                id,
                claim,
                salt,
                codes,
                canonical.of(command),
                canonical.hashes(command),
                Locks.of(submission, id, known));
    }

    /** Decides and appends; answers with the keys that were bound before, by place. */
    private Map<Integer, UUID> write(List<Placed> all, Known known) throws SQLException {
        LockSql sql = new LockSql(connection);
        List<Request> asked = all.stream().map(Placed::request).toList();
        Locked locked = sql.lock(asked, known);
        List<Placed> own = new ArrayList<>();
        Map<Integer, UUID> bound = new HashMap<>();
        for (Placed placed : all) {
            Submission.Key key = placed.request.submission().key();
            if (key == null || locked.ownKeys.contains(key.id())) {
                own.add(placed);
            } else {
                bound.put(placed.place, key.id());
            }
        }
        State state = read(sql, locked, own.stream().map(Placed::request).toList(), known);
        List<Decision> decisions = new ArrayList<>();
        AppendSql append = new AppendSql(parts.epoch());
        for (Placed placed : own) {
            Decision decision = Rules.decide(state, placed.request);
            if (placed.request.command() instanceof Command.Validate) {
                outcomes[placed.place] = new Outcome.Judged(decision.outcome());
                continue;
            }
            state.apply(decision);
            append.add(decision);
            decisions.add(decision);
            outcomes[placed.place] = decision.outcome();
        }
        RoundTrip trip = new RoundTrip(connection);
        BesideSql beside = new BesideSql(trip);
        append(trip, append, beside, decisions);
        beside.settle(asked, locked, state);
        trip.send();
        for (Decision decision : decisions) {
            if (decision.setting() != null) {
                Entry entry = decision.entries().get(decision.entries().size() - 1);
                SettingsSql.write(connection, decision.setting(), known, entry.recordedAt());
            }
        }
        return bound;
    }

    /** Reads what the locks allow to be read, each head's credits only where a command or time needs them. */
    private State read(LockSql sql, Locked locked, List<Request> requests, Known known) throws SQLException {
        Settings settings = parts.settings().at(connection, locked.settingsVersion);
        Instant clock = later(parts.clock().instant().truncatedTo(ChronoUnit.MICROS), locked.latestUse);
        State state = new State(settings, known, clock);
        Instant latest = later(clock, settings.recordedAt());
        for (AgentHead head : locked.agents) {
            state.read(head);
            latest = later(latest, head.recordedAt());
        }
        for (IncidentHead head : locked.incidents) {
            state.read(head);
            latest = later(latest, head.recordedAt());
        }
        for (CustomerHead head : locked.heads) {
            state.read(head);
            latest = later(latest, head.recordedAt());
        }
        locked.zones.forEach(state::read);
        Set<Locks.Reference> held = new HashSet<>();
        Set<CustomerHead.Key> needed = new HashSet<>();
        Set<CreditId> named = new HashSet<>();
        Set<CreditId> coded = new HashSet<>();
        Set<UUID> reversals = new HashSet<>();
        Set<UUID> pasts = new HashSet<>();
        for (Request request : requests) {
            request.locks().references().stream()
                    .filter(reference -> !locked.ownReferences.contains(reference))
                    .forEach(held::add);
            needed.addAll(request.locks().read());
            named.addAll(request.locks().credits());
            coded.addAll(request.locks().codes());
            if (request.command() instanceof Command.Reverse reverse) {
                reversals.add(reverse.redemption().value());
            }
            past(request, pasts);
        }
        Instant then = latest;
        List<CustomerHead> heads = locked.heads.stream()
                .filter(head ->
                        needed.contains(head.key()) || (head.nextDue() != null && !then.isBefore(head.nextDue())))
                .toList();
        sql.read(held, heads, named, coded, reversals, pasts, state);
        RemindSql.read(connection, requests, latest, state);
        return state;
    }

    /** The credits whose past counts: how often they were extended, or what of them was handed on. */
    private static void past(Request request, Set<UUID> pasts) {
        Command command = request.command();
        if (command instanceof CreditCommand of) {
            pasts.add(of.credit().value());
        } else if (command instanceof Command.VoidCredit voided) {
            pasts.add(voided.credit().value());
        } else if (command instanceof Command.ReportDelivery || command instanceof Command.ConfirmTransfer) {
            request.locks().credits().forEach(credit -> pasts.add(credit.value()));
        }
    }

    private static void append(RoundTrip trip, AppendSql append, BesideSql beside, List<Decision> decisions) {
        Map<Object, AgentHead> agents = new LinkedHashMap<>();
        Map<IncidentId, IncidentHead> incidents = new LinkedHashMap<>();
        Map<Object, CustomerHead> heads = new LinkedHashMap<>();
        Set<IncidentId> opened = new HashSet<>();
        for (Decision decision : decisions) {
            decision.agents().forEach(head -> agents.put(head.agent(), head));
            decision.incidents().forEach(head -> incidents.put(head.incident(), head));
            decision.heads().forEach(head -> heads.put(head.key(), head));
            decision.entries().stream()
                    .map(entry -> entry.effects().opened())
                    .filter(Objects::nonNull)
                    .forEach(incident -> opened.add(incident.id()));
        }
        beside.write(decisions, incidents);
        append.write(
                trip,
                agents.values(),
                incidents.values().stream()
                        .filter(head -> !opened.contains(head.incident()))
                        .toList(),
                heads.values());
    }

    private void confirm() throws SQLException {
        try {
            connection.clearWarnings();
            connection.commit();
        } catch (SQLException e) {
            throw InDoubtException.certain(e) ? e : new InDoubtException(e);
        }
        if (connection.getWarnings() != null) {
            // The server gave up waiting for its standby: committed here, perhaps not there.
            throw new InDoubtException(connection.getWarnings());
        }
    }

    /** The batch is committed: a fault from here on must not make it run again. */
    private void answerCommitted(Map<Integer, UUID> bound) throws SQLException {
        try {
            answerAgain(bound);
        } catch (SQLException e) {
            throw new InDoubtException(e);
        }
    }

    private void answerAgain(Map<Integer, UUID> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        connection.setAutoCommit(true);
        Map<UUID, KeySql.Bound> bound = KeySql.read(connection, keys.values());
        List<UUID> ids = bound.values().stream().map(KeySql.Bound::entry).toList();
        Map<UUID, Entry> entries = JournalReader.entries(connection, ids);
        keys.forEach((place, id) -> {
            KeySql.Bound first = bound.get(id);
            if (first != null) {
                Entry entry = Objects.requireNonNull(entries.get(first.entry()), "a bound key without its entry");
                outcomes[place] = again(submissions.get(place), first, entry);
            }
        });
    }

    private static Outcome again(Submission submission, KeySql.Bound first, Entry entry) {
        if (!first.fingerprint().equals(Objects.requireNonNull(submission.key()).fingerprint())) {
            return new Outcome.KeyReused();
        }
        return entry.accepted() ? new Outcome.Accepted(entry, true) : new Outcome.Refused(entry, true);
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b == null || b.isBefore(a) ? a : b;
    }
}
