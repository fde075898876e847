package dev.makegood.ledger.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replays entries by the versions of the heads that they carry, whatever their order in the journal:
 * an entry's turn comes when all its heads stand where it read them, and who moves a head waits for
 * all who read it before. What moves no head, a reference that is taken or a delivery that is reported,
 * waits for all who saw it free.
 */
final class Replay {

    /** An entry with the heads that it read, those that it moves, and the references that it saw free. */
    private record Step(Row row, Map<String, Long> reads, List<String> moves, List<String> free) {}

    private final Model model;
    private final Map<UUID, Row> rows = new HashMap<>();
    private final Map<UUID, String[]> credits = new HashMap<>();
    private final Map<String, UUID> claims = new HashMap<>();
    private final Map<String, UUID> holders = new HashMap<>();
    private final Map<String, Integer> reading = new HashMap<>();
    private final Map<String, Integer> seenFree = new HashMap<>();

    Replay(Model model) {
        this.model = model;
    }

    /** Replays all of them; the clock stood between these instants. */
    void replay(List<Row> entries, Instant earliest, Instant latest) {
        entries.forEach(this::index);
        List<Step> waiting = new ArrayList<>();
        for (Row row : entries) {
            Step step = step(row);
            step.reads.forEach((head, version) -> reading.merge(head + "@" + version, 1, Integer::sum));
            step.free.forEach(reference -> seenFree.merge(reference, 1, Integer::sum));
            waiting.add(step);
        }
        while (!waiting.isEmpty()) {
            List<Step> later = new ArrayList<>();
            for (Step step : waiting) {
                if (isNext(step)) {
                    checkTime(step.row, earliest, latest);
                    replay(step);
                } else {
                    later.add(step);
                }
            }
            if (later.size() == waiting.size()) {
                throw stuck(later);
            }
            waiting = later;
        }
        entries.forEach(this::checkZone);
    }

    private void index(Row row) {
        rows.put(row.id(), row);
        for (String line : row.lines()) {
            String[] column = line.split(" ", -1);
            if (column[0].equals("credit")) {
                credits.put(UUID.fromString(column[1]), column);
            } else if (column[0].equals("incident")) {
                UUID incident = UUID.fromString(column[1]);
                claims.put(column[3], incident);
                Asked.references(row).forEach(reference -> holders.put(reference, incident));
            }
        }
    }

    // ---- what an entry read and moves

    private Step step(Row row) {
        Row about = row.isDue() ? rows.getOrDefault(row.commandId(), row) : row;
        Map<String, Long> reads = new HashMap<>();
        List<String> moves = new ArrayList<>();
        boolean moved = row.accepted() && !row.isDue();
        for (Row.Read read : row.heads()) {
            String head = head(row, about, read.head());
            if (head == null) {
                continue;
            }
            reads.put(head, read.version());
            boolean isMoved = switch (read.head()) {
                case "settings" -> moved && isPolicy(row);
                case "agent", "incident" ->
                    moved && !takesNothing(row) && !row.name().equals("log_contact");
                default -> row.wrote("posting", read.head()) || row.wrote("credit_change", read.head());
            };
            if (isMoved) {
                moves.add(head);
            }
        }
        return new Step(row, reads, moves, row.isDue() ? List.of() : free(row));
    }

    /** A credit of which all is held is voided without using or restoring anything. */
    private static boolean takesNothing(Row row) {
        return row.name().equals("void_credit") && row.lines().stream().noneMatch(line -> line.startsWith("posting "));
    }

    private static boolean isPolicy(Row row) {
        return Set.of("set_limits", "set_level", "set_cost_centre", "set_average_spend", "add_rate")
                        .contains(row.name())
                || row.name().endsWith("_agent");
    }

    private @Nullable String head(Row row, Row about, String name) {
        return switch (name) {
            case "zone" -> null;
            case "settings" -> name;
            case "receiver" -> receiver(row) + " " + row.units().get(0).head();
            case "agent" -> name + " " + (about.name().equals("void_credit") ? credit(about, 13) : about.actor());
            case "incident" -> name + " " + (about.name().equals("void_credit") ? credit(about, 16) : incident(about));
            default -> row.owner() + " " + name;
        };
    }

    /** To whom a credit is handed on, known from the command or from the one that it confirms. */
    private UUID receiver(Row row) {
        if (row.name().equals("transfer_credit")) {
            return Life.to(row.command());
        }
        UUID asked = Ids.entry(Lines.required(row.command(), "transfer"));
        Life.Transfer known = model.transfers.get(asked);
        return known == null ? Life.to(Objects.requireNonNull(rows.get(asked)).command()) : known.to();
    }

    private UUID incident(Row row) {
        String name = row.command().get("incident").asText();
        if (!name.startsWith("CLM-")) {
            return Ids.incident(name);
        }
        return Objects.requireNonNull(model.claims.getOrDefault(name, claims.get(name)), name);
    }

    /** A column of the credit that is taken back: who was charged, or the incident. */
    private String credit(Row row, int column) {
        UUID id = Ids.credit(Lines.required(row.command(), "credit"));
        Lot lot = model.lots.get(id);
        if (lot == null) {
            return Objects.requireNonNull(credits.get(id), row.toString())[column];
        }
        return (column == 13 ? lot.terms.giver() : lot.terms.incident()).toString();
    }

    /** The references that an entry found free and did not take, or the reminder that it found unreported. */
    private List<String> free(Row row) {
        List<String> references = Asked.references(row);
        if (references.isEmpty()
                || row.accepted()
                || row.outcome().equals("agent_inactive")
                || row.outcome().equals("already_reported")) {
            return List.of();
        }
        if (!row.outcome().equals("incident_exists")) {
            return references;
        }
        List<String> free = new ArrayList<>();
        for (String reference : references) {
            if (Objects.equals(holder(reference), holderNamed(row))) {
                break;
            }
            free.add(reference);
        }
        return free;
    }

    private @Nullable UUID holder(String reference) {
        UUID known = model.references.get(reference);
        return known == null ? holders.get(reference) : known;
    }

    /** The incident in the facts of a refusal stands in the entry's own column too. */
    private static UUID holderNamed(Row row) {
        return UUID.fromString(row.lines().get(0).split(" ", -1)[4]);
    }

    // ---- whose turn it is

    private boolean isNext(Step step) {
        for (Map.Entry<String, Long> read : step.reads.entrySet()) {
            if (version(read.getKey()) != read.getValue()) {
                return false;
            }
        }
        for (String head : step.moves) {
            if (reading.getOrDefault(head + "@" + step.reads.get(head), 0) != 1) {
                return false;
            }
        }
        if (step.row.outcome().equals("incident_exists")) {
            return model.cases.containsKey(holderNamed(step.row));
        }
        if (step.row.outcome().equals("already_reported")) {
            return new Reminding(model, step.row).reported();
        }
        return !step.row.accepted()
                || step.row.isDue()
                || Asked.references(step.row).stream().allMatch(one -> seenFree.getOrDefault(one, 0) == 0);
    }

    private long version(String head) {
        if (head.equals("settings")) {
            return model.policy.version;
        }
        String[] part = head.split(" ", 2);
        if (part[0].equals("agent")) {
            return model.giver(UUID.fromString(part[1])).version;
        }
        if (part[0].equals("incident")) {
            Case one = model.cases.get(UUID.fromString(part[1]));
            return one == null ? -1 : one.version;
        }
        return model.wallet(UUID.fromString(part[0]), part[1]).version;
    }

    private void replay(Step step) {
        Row row = step.row;
        if (!row.isDue()) {
            String expected = model.heads(row);
            StringBuilder actual = new StringBuilder();
            row.heads()
                    .forEach(read ->
                            actual.append(' ').append(read.head()).append('=').append(read.value()));
            if (!actual.substring(1).equals(expected)) {
                throw new Model.Divergence(
                        row + "\n read" + actual + "\n but the model expects it to read " + expected);
            }
        }
        model.replay(row);
        step.reads.forEach((head, version) -> reading.merge(head + "@" + version, -1, Integer::sum));
        step.free.forEach(reference -> seenFree.merge(reference, -1, Integer::sum));
    }

    private void checkTime(Row row, Instant earliest, Instant latest) {
        Instant read = row.isDue() ? row.recordedAt() : model.latest(row);
        boolean byHead = row.recordedAt().equals(read);
        boolean byClock =
                !row.recordedAt().isBefore(earliest) && !row.recordedAt().isAfter(latest);
        if (row.recordedAt().isBefore(read) || (!byHead && !byClock)) {
            throw new Model.Divergence(row + "\n was recorded neither by the clock, from " + earliest + " to " + latest
                    + ", nor by what it read, at " + read);
        }
    }

    private void checkZone(Row row) {
        String zone = row.read("zone");
        if (zone != null && !zone.equals("-") && !model.zones(row.owner()).contains(zone)) {
            throw new Model.Divergence(row + "\n read a zone that nobody has set: " + model.zones(row.owner()));
        }
    }

    private Model.Divergence stuck(List<Step> steps) {
        StringBuilder text =
                new StringBuilder(steps.size() + " entries cannot be replayed by the heads that they read:");
        steps.stream().limit(5).forEach(step -> {
            text.append("\n ").append(step.row);
            step.reads.forEach((head, version) -> text.append("\n  ")
                    .append(head)
                    .append(" at ")
                    .append(version)
                    .append(", stands at ")
                    .append(version(head))
                    .append(", read by ")
                    .append(reading.get(head + "@" + version)));
        });
        return new Model.Divergence(text.toString());
    }
}
