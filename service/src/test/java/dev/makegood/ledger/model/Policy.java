package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CostCentreId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Levels, limits, agents, cost centres and rates of the model, as their commands set them. */
final class Policy {

    /** A dated rule: of those in force the latest counts, and of these the one set last. */
    private record Dated<T>(
            long version, Instant from, @Nullable Instant to, T what) {

        boolean inForce(Instant at) {
            return !from.isAfter(at) && (to == null || to.isAfter(at));
        }
    }

    /** The three windows; none is unlimited. */
    record Windows(
            @Nullable Long incident,
            @Nullable Long day,
            @Nullable Long month) {
        static final Windows NOTHING = new Windows(0L, 0L, 0L);
    }

    /** Windows and the version that set them. */
    record Limit(long version, Windows windows) {}

    /** What a minor unit is worth in three ways, and the version that said so. */
    record Rate(long version, BigDecimal customer, BigDecimal fair, BigDecimal cost) {

        /** Rounded up; none where it leaves the range of amounts. */
        static @Nullable Long value(BigDecimal worth, BigInteger minor) {
            BigInteger value = worth.multiply(new BigDecimal(minor))
                    .setScale(0, RoundingMode.UP)
                    .toBigIntegerExact();
            return value.compareTo(BigInteger.valueOf(Amount.MAX)) > 0 ? null : Long.valueOf(value.longValue());
        }
    }

    /** An agent of the registry. */
    record Agent(
            UUID id,
            String level,
            String centre,
            Set<UUID> own,
            Set<UUID> household,
            Instant from,
            @Nullable Instant to) {

        /** Why nothing may be given to this customer, if so. */
        @Nullable
        String tooNear(UUID customer) {
            return own.contains(customer) ? "own_customer" : household.contains(customer) ? "own_household" : null;
        }

        boolean active(Instant at) {
            return !from.isAfter(at) && (to == null || to.isAfter(at));
        }
    }

    /** Who pays, and in which zone its agents' days are counted. */
    record Centre(UUID id, ZoneId zone) {}

    long version;
    Instant recordedAt = Instant.MIN;
    private final Map<String, List<String>> levels = new HashMap<>();
    private final Map<String, List<Dated<Windows>>> limits = new HashMap<>();
    private final Map<String, List<Dated<Rate>>> rates = new HashMap<>();
    private final Map<String, List<Dated<Long>>> spends = new HashMap<>();
    private final Map<String, Centre> centres = new HashMap<>();
    private final Map<UUID, Agent> agents = new HashMap<>();
    private final Map<String, UUID> subjects = new HashMap<>();

    @Nullable
    Agent agent(UUID id) {
        return agents.get(id);
    }

    Centre centre(String code) {
        return Objects.requireNonNull(centres.get(code), code);
    }

    List<String> approvers(String level) {
        return levels.getOrDefault(level, List.of());
    }

    /** A personal limit while one is in force, else the level's, else nothing may be given. */
    Limit limit(Agent agent, Instant at) {
        Dated<Windows> own = latest(limits.get("agt " + agent.id), at);
        Dated<Windows> found = own == null ? latest(limits.get(agent.level), at) : own;
        return found == null ? new Limit(0, Windows.NOTHING) : new Limit(found.version, found.what);
    }

    @Nullable
    Rate rate(String kind, String unit, Instant at) {
        Dated<Rate> rate = latest(rates.get(kind + " " + unit), at);
        return rate == null ? null : rate.what;
    }

    /** What customers of a cost centre spend on average, if anybody has said so. */
    @Nullable
    Long averageSpend(String centre, Instant at) {
        Dated<Long> spend = latest(spends.get(centre), at);
        return spend == null ? null : spend.what;
    }

    private static <T> @Nullable Dated<T> latest(@Nullable List<Dated<T>> rules, Instant at) {
        return rules == null
                ? null
                : rules.stream()
                        .filter(rule -> rule.inForce(at))
                        .max(Comparator.comparing((Dated<T> rule) -> rule.from).thenComparing(rule -> rule.version))
                        .orElse(null);
    }

    /** What an accepted change says of itself. */
    Map<String, Object> facts(Row row) {
        String code = row.name().equals("set_cost_centre")
                ? Lines.required(row.command(), "code")
                : row.name().endsWith("_agent") ? Lines.required(row.command(), "costCentre") : null;
        return code == null
                ? Map.of("version", version)
                : Map.of("version", version, "costCentre", new CostCentreId(centre(code).id).toString());
    }

    /** Sets what the command says, or answers with why not. */
    @Nullable
    No set(Row row) {
        JsonNode asked = row.command();
        No no = refusal(row, asked);
        if (no != null) {
            return no;
        }
        version++;
        recordedAt = row.recordedAt();
        switch (row.name()) {
            case "set_level" -> levels.put(Lines.required(asked, "level"), texts(asked, "overLimitTo"));
            case "set_cost_centre" ->
                centres.compute(
                        Lines.required(asked, "code"),
                        (code, old) ->
                                new Centre(old == null ? row.id() : old.id, ZoneId.of(Lines.required(asked, "zone"))));
            case "register_agent" -> agent(row.id(), asked);
            case "change_agent" -> agent(Ids.agent(Lines.required(asked, "agent")), asked);
            case "set_limits" -> limits(asked);
            case "set_average_spend" ->
                spends.computeIfAbsent(Lines.required(asked, "costCentre"), key -> new ArrayList<>())
                        .add(new Dated<>(
                                version, from(asked), null, asked.get("amount").asLong()));
            default -> rate(asked);
        }
        return null;
    }

    /** A "no" with its facts. */
    record No(String outcome, Map<String, Object> facts) {}

    private @Nullable No refusal(Row row, JsonNode asked) {
        String name = row.name();
        String level = Lines.textOf(asked, "level");
        String agent = Lines.textOf(asked, "agent");
        String centre = Lines.textOf(asked, "costCentre");
        String manager = Lines.textOf(asked, "manager");
        if (!name.equals("set_level") && level != null && !levels.containsKey(level)) {
            return new No("unknown_level", Map.of("level", level));
        }
        if (agent != null && !agents.containsKey(Ids.agent(agent))) {
            return new No("agent_not_registered", Map.of("agent", agent));
        }
        UUID registered = name.equals("register_agent") ? subjects.get(subject(asked)) : null;
        if (registered != null) {
            return new No("agent_exists", Map.of("agent", new AgentId(registered).toString()));
        }
        if (centre != null && !centres.containsKey(centre)) {
            return new No("unknown_cost_centre", Map.of("costCentre", centre));
        }
        if (manager != null && manager.equals(agent)) {
            return new No("own_manager", Map.of());
        }
        if (manager != null && !agents.containsKey(Ids.agent(manager))) {
            return new No("unknown_manager", Map.of("manager", manager));
        }
        Instant end = Lines.instantOf(asked, "validTo");
        Instant from = Lines.instantOf(asked, "validFrom");
        Instant begin = from == null || from.isBefore(row.recordedAt()) ? row.recordedAt() : from;
        if (end != null && !end.isAfter(begin)) {
            return new No("in_the_past", Map.of("validTo", end.toString()));
        }
        return null;
    }

    private static String subject(JsonNode asked) {
        return Lines.required(asked, "role") + " " + Lines.required(asked, "subject");
    }

    private void agent(UUID id, JsonNode asked) {
        Instant from = Lines.instantOf(asked, "activeFrom");
        if (asked.has("subject")) {
            subjects.put(subject(asked), id);
        }
        agents.put(
                id,
                new Agent(
                        id,
                        Lines.required(asked, "level"),
                        Lines.required(asked, "costCentre"),
                        customers(asked, "ownCustomers"),
                        customers(asked, "household"),
                        from == null ? recordedAt : from,
                        Lines.instantOf(asked, "activeTo")));
    }

    private static Set<UUID> customers(JsonNode asked, String member) {
        return texts(asked, member).stream().map(Ids::customer).collect(Collectors.toSet());
    }

    private void limits(JsonNode asked) {
        String agent = Lines.textOf(asked, "agent");
        String of = agent == null ? Lines.required(asked, "level") : "agt " + Ids.agent(agent);
        Windows windows = new Windows(
                Lines.numberOf(asked, "incident"), Lines.numberOf(asked, "day"), Lines.numberOf(asked, "month"));
        limits.computeIfAbsent(of, key -> new ArrayList<>())
                .add(new Dated<>(version, from(asked), Lines.instantOf(asked, "validTo"), windows));
    }

    private void rate(JsonNode asked) {
        Rate rate = new Rate(
                version,
                new BigDecimal(Lines.required(asked, "customer")),
                new BigDecimal(Lines.required(asked, "fair")),
                new BigDecimal(Lines.required(asked, "cost")));
        rates.computeIfAbsent(
                        Lines.required(asked, "kind") + " " + Lines.required(asked, "unit"), key -> new ArrayList<>())
                .add(new Dated<>(version, from(asked), null, rate));
    }

    /** No rule counts before it was recorded. */
    private Instant from(JsonNode asked) {
        Instant from = Lines.instantOf(asked, "validFrom");
        return from == null || from.isBefore(recordedAt) ? recordedAt : from;
    }

    private static List<String> texts(JsonNode asked, String member) {
        List<String> texts = new ArrayList<>();
        asked.get(member).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
