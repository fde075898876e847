package dev.makegood.demo;

import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Unit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Half a year of real flight delays, made good through the ledger's one door. Whoever wires it makes
 * the clock, the ledger on that clock, lets it play, and opens for requests when time is real again.
 */
public final class Demo {

    private static final String FLIGHTS = "flight-delays-2001.csv";
    private static final String AIRPORTS = "airports.csv";
    private static final String POLICY = "policy.yaml";
    private static final String STATE = "demo.properties";

    /** Who spends the miles at the counter, as tokens name it. */
    public static final String PARTNER = "seaside-hotels";

    /** How long before the first flight the story begins, with miles that have ended when it is over. */
    private static final int MONTHS_BEFORE = 25;

    private final World world;
    private final Instant firstFlight;
    private final Instant begin;

    private Demo(World world, Instant firstFlight) {
        this.world = world;
        this.firstFlight = firstFlight;
        this.begin =
                firstFlight.atOffset(ZoneOffset.UTC).minusMonths(MONTHS_BEFORE).toInstant();
    }

    /**
     * Reads the demo's files. At the first start it also chooses by how many weeks the flights are
     * moved, and a seed, and keeps both in the data folder.
     */
    public static Demo read(Path files, Path data, InstantSource real, LongSupplier seeds) throws IOException {
        List<Flight> flights = Flight.read(files.resolve(FLIGHTS));
        Airports airports = Airports.read(files.resolve(AIRPORTS));
        Policy policy = Policy.read(files.resolve(POLICY));
        DemoState state = DemoState.keptIn(
                data.resolve(STATE),
                () -> new DemoState(Shift.before(real.instant(), flights, airports), seeds.getAsLong()));
        World world =
                new World(policy, airports, Play.late(flights, state.shift(), airports), new Members(state.seed()));
        return new Demo(world, state.shift().firstScheduled(flights, airports));
    }

    /** A clock that shows when the story begins. */
    public DemoClock clock(InstantSource real) {
        return new DemoClock(real, begin);
    }

    /** When the last flight left: the end of the story. */
    public Instant end() {
        return world.late().get(world.late().size() - 1).left();
    }

    /**
     * Goes on where the journal ends, plays everything, sets the clock to real time, and has the books
     * checked.
     */
    public Summary play(Door door, DemoClock clock, PrintStream out, boolean terminal) {
        clock.turnTo(door.lastRecorded(), 0);
        CommitTimes times = new CommitTimes();
        Submissions submissions = new Submissions(door.ledger(), times);
        Opening opening = new Opening(world.policy(), door, submissions);
        opening.load(begin);
        Policy.Person rule = world.policy().people().stream()
                .filter(person -> person.role() == Role.SYSTEM)
                .findFirst()
                .orElseThrow();
        Principal partner = door.caller(Role.PARTNER, PARTNER);
        Tally tally = new Tally();
        Stories stories = new Stories(door, submissions, tally);
        stories.giveBefore(begin);
        clock.turnTo(firstFlight, submissions.inFlight());
        stories.give(firstFlight);
        Spending spending = new Spending(door, submissions, tally);
        Play play = new Play(world, door, clock, submissions, tally, spending::consider);
        long asked = play.remedies();
        out.printf(
                "%,d flights left five hours late or more; made-up members on board: %,d.%n",
                world.late().size(), asked);
        play.play(door.caller(Role.SYSTEM, rule.subject()), opening.roster(), new Progress(out, terminal, asked));
        spending.play(partner);
        stories.play();
        clock.live(submissions.inFlight());
        return new Summary(tally, asked, Unit.of(world.policy().currency()), times, door.kinds(), door.check());
    }
}
