package dev.makegood.demo;

import dev.makegood.demo.Members.Member;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.IncidentFacts;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Plays the flights in the order in which they left: opens an incident for each member on board and
 * gives the miles. From five hours the rule gives them; from twelve, people do, and who is refused
 * for a limit passes the case on. What was asked before is asked again with the same key.
 */
final class Play {

    /** A flight that is made good, with when it left at last. */
    record Late(Flight flight, Lateness lateness, Instant left) {}

    /** A member whom a person makes it good to, and who was asked before. */
    private record Case(Late late, Member member, Set<PrincipalId> asked) {}

    /** What was given to whom, for whoever goes on from there. */
    record Given(Flight flight, Member member) {}

    private final World world;
    private final Door door;
    private final DemoClock clock;
    private final Submissions submissions;
    private final Tally tally;
    private final Consumer<Given> given;
    private long done;

    Play(World world, Door door, DemoClock clock, Submissions submissions, Tally tally, Consumer<Given> given) {
        this.world = world;
        this.door = door;
        this.clock = clock;
        this.submissions = submissions;
        this.tally = tally;
        this.given = given;
    }

    long remedies() {
        return world.late().stream()
                .mapToLong(late -> world.members().count(late.flight()))
                .sum();
    }

    /** Hour by hour: what left in the same hour is made good at once. */
    void play(Principal rule, Roster roster, Progress progress) {
        TreeMap<Instant, List<Late>> hours = new TreeMap<>();
        for (Late late : world.late()) {
            hours.computeIfAbsent(late.left().truncatedTo(ChronoUnit.HOURS), hour -> new ArrayList<>())
                    .add(late);
        }
        for (List<Late> hour : hours.values()) {
            Instant end = hour.get(hour.size() - 1).left();
            clock.turnTo(end, submissions.inFlight());
            List<Case> forPeople = new ArrayList<>();
            for (Late late : hour) {
                for (Member member : world.members().of(late.flight())) {
                    if (late.lateness().needsPerson()) {
                        forPeople.add(new Case(late, member, new HashSet<>()));
                    } else {
                        byRule(rule, late, member);
                    }
                }
            }
            byPeople(roster, forPeople, end);
            submissions.drain();
            progress.at(done, end);
        }
        tally.withheld = done - tally.given - tally.givenBefore;
    }

    private void byRule(Principal rule, Late late, Member member) {
        submissions.submit(door.submission(rule, key(late, member), remedy(late, member)), outcome -> {
            if (tally.remedy(outcome)) {
                gave(late, member);
            }
            done++;
        });
    }

    /** Round by round: everybody waits for the round's answers, and who was refused asks the next one. */
    private void byPeople(Roster roster, List<Case> cases, Instant now) {
        List<Case> open = cases;
        while (!open.isEmpty()) {
            List<Case> refused = new ArrayList<>();
            for (Case one : open) {
                String centre = world.airports().at(one.late.flight().origin()).costCentre();
                LocalDate today = now.atZone(world.policy().zoneOf(centre)).toLocalDate();
                Optional<Principal> agent = roster.next(centre, today, one.asked);
                if (agent.isPresent()) {
                    submissions.submit(
                            door.submission(agent.get(), key(one.late, one.member), remedy(one.late, one.member)),
                            outcome -> answered(roster, one, agent.get(), today, outcome, refused));
                } else {
                    done++;
                }
            }
            submissions.drain();
            open = refused;
        }
    }

    private void answered(
            Roster roster, Case one, Principal agent, LocalDate today, Outcome outcome, List<Case> refused) {
        if (tally.remedy(outcome)) {
            gave(one.late, one.member);
        }
        if (outcome instanceof Outcome.Refused no && Tally.atLimit(no.entry())) {
            one.asked.add(agent.id());
            refused.add(one);
        } else {
            done++;
        }
        if (outcome instanceof Outcome.Accepted yes && yes.entry().limits() != null) {
            roster.learn(agent, today, yes.entry().limits(), true);
        } else if (outcome instanceof Outcome.Refused no && no.entry().limits() != null) {
            roster.learn(agent, today, no.entry().limits(), false);
        }
    }

    private void gave(Late late, Member member) {
        tally.someone = member.number();
        given.accept(new Given(late.flight(), member));
    }

    /** One member is made good once for one flight, however often the demo starts. */
    private static String key(Late late, Member member) {
        return "flight-" + late.flight().row() + "-member-" + member.number();
    }

    private static Command remedy(Late late, Member member) {
        IncidentFacts facts = new IncidentFacts("DELAY", late.lateness().severity(), "SYSTEM", "SYSTEM", late.left());
        Command.OpenIncident incident = new Command.OpenIncident(
                member.number(), facts, List.of(member.booking()), late.flight().story());
        return new Command.IssueRemedy(
                new Command.OfIncident.New(incident),
                List.of(new Command.Grant(Kind.MILES, late.lateness().miles())),
                null,
                true);
    }

    /** All that is made good, in the order in which it left. */
    static List<Late> late(List<Flight> flights, Shift shift, Airports airports) {
        List<Late> late = new ArrayList<>();
        for (Flight flight : flights) {
            Lateness.of(flight.delay())
                    .filter(Lateness::proactive)
                    .ifPresent(how -> late.add(new Late(flight, how, shift.left(flight, airports))));
        }
        late.sort(Comparator.comparing(Late::left)
                .thenComparing(one -> one.flight().row()));
        return late;
    }
}
