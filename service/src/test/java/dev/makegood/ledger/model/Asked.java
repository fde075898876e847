package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Which heads a command is about, by its text alone, and whose customer's entry it must be. */
record Asked(
        UUID owner,
        @Nullable UUID agent,
        @Nullable Case incident,
        Set<String> units,
        @Nullable UUID receiver) {

    private Asked(UUID owner, @Nullable UUID agent, @Nullable Case incident, Set<String> units) {
        this(owner, agent, incident, units, null);
    }

    static Asked of(Model model, Row row) {
        JsonNode command = row.command();
        return switch (row.name()) {
            case "issue_remedy" -> issue(model, row);
            case "log_contact", "resolve_incident" -> {
                Case one = Objects.requireNonNull(model.caseOf(Lines.required(command, "incident")));
                yield new Asked(one.owner, null, one, Set.of());
            }
            case "redeem", "hold" ->
                new Asked(row.owner(), null, null, row.owner().equals(row.actor()) ? Set.of() : drawn(model, row));
            case "capture", "release" -> {
                Holding hold = Holds.named(model, row);
                yield new Asked(hold.owner, null, null, hold.units());
            }
            case "reverse" -> {
                Set<String> units = new HashSet<>();
                Sale sale = Objects.requireNonNull(model.sales.get(Ids.entry(Lines.required(command, "redemption"))));
                sale.lines().stream().filter(line -> !line.discount).forEach(line -> units.add(line.unit()));
                yield new Asked(sale.owner(), null, null, units);
            }
            case "void_credit" -> {
                Lot lot = Objects.requireNonNull(model.lots.get(Ids.credit(Lines.required(command, "credit"))));
                Case incident = Objects.requireNonNull(model.cases.get(lot.terms.incident()));
                yield new Asked(lot.terms.owner(), lot.terms.giver(), incident, Set.of(lot.terms.unit()));
            }
            case "reissue_code" -> {
                Lot lot = Objects.requireNonNull(model.lots.get(Ids.credit(Lines.required(command, "credit"))));
                yield new Asked(lot.terms.owner(), null, null, Set.of(lot.terms.unit()));
            }
            case "report_delivery" -> {
                UUID id = Ids.reminder(Lines.required(command, "reminder"));
                Reminding.Reminder reminder = Objects.requireNonNull(model.reminders.get(id));
                yield new Asked(reminder.owner, null, null, Set.of(reminder.unit));
            }
            case "extend_credit", "block_credit", "unblock_credit", "request_transfer", "settle_credit" ->
                new Asked(row.owner(), null, null, Set.of(unit(model, Lines.required(command, "credit"))));
            case "transfer_credit" -> handingOn(row, unit(model, Lines.required(command, "credit")), Life.to(command));
            case "confirm_transfer" -> {
                Life.Transfer transfer = Life.transfer(model, row);
                yield handingOn(row, unit(model, transfer.credit()), transfer.to());
            }
            case "receive_credit" -> {
                String unit = Life.arrival(model, row).from().terms.unit();
                yield new Asked(row.owner(), null, null, Set.of(unit));
            }
            case "open_incident", "set_customer" -> new Asked(row.owner(), null, null, Set.of());
            default -> new Asked(row.actor(), null, null, Set.of());
        };
    }

    private static String unit(Model model, String credit) {
        return Objects.requireNonNull(model.lots.get(Ids.credit(credit))).terms.unit();
    }

    private static Asked handingOn(Row row, String unit, UUID to) {
        return new Asked(row.owner(), null, null, Set.of(unit), to.equals(row.owner()) ? null : to);
    }

    private static Asked issue(Model model, Row row) {
        JsonNode incident = row.command().get("incident");
        Case known = incident.isTextual() ? model.caseOf(incident.asText()) : null;
        if (incident.isTextual() && known == null) {
            return new Asked(row.actor(), null, null, Set.of());
        }
        Set<String> units = new HashSet<>();
        row.command().get("credits").forEach(grant -> units.add(Lines.required(grant, "unit")));
        boolean registered = model.policy.agent(row.actor()) != null;
        return new Asked(known == null ? row.owner() : known.owner, registered ? row.actor() : null, known, units);
    }

    /** The units of the draws up to one that names what the customer does not have, or by a code that is not accepted. */
    private static Set<String> drawn(Model model, Row row) {
        Set<String> units = new HashSet<>();
        int seen = Coding.seen(row);
        int place = 0;
        for (JsonNode draw : row.command().get("draw")) {
            String credit = Coding.named(draw);
            if (place++ == seen || (credit == null && row.outcome().equals("unknown_customer"))) {
                break;
            }
            Lot lot = credit == null ? null : model.lots.get(Ids.credit(credit));
            if (credit == null) {
                units.add(Lines.required(draw, "unit"));
            } else if (lot == null || !lot.terms.owner().equals(row.owner())) {
                break;
            } else {
                units.add(lot.terms.unit());
            }
        }
        return units;
    }

    /** What one command alone can take: the references of an incident, in the order of their look-up, or a reminder. */
    static List<String> references(Row row) {
        if (row.name().equals("report_delivery")) {
            return List.of(Lines.required(row.command(), "reminder"));
        }
        JsonNode incident = row.name().equals("open_incident")
                ? row.command()
                : row.name().equals("issue_remedy") ? row.command().get("incident") : null;
        if (incident == null || incident.isTextual()) {
            return List.of();
        }
        String prefix = row.owner() + " " + Lines.required(incident, "reason") + " ";
        return StreamSupport.stream(incident.get("references").spliterator(), false)
                .map(reference -> prefix + reference.asText())
                .toList();
    }
}
