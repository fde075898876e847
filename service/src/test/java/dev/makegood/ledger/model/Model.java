package dev.makegood.ledger.model;

import dev.makegood.ledger.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reference: it replays one entry at a time and says what that must have written. */
final class Model {

    /** Every command that clients give, by its word; a transfer brings its other entry about by itself. */
    static final List<String> COMMANDS = List.of(
            "open_incident",
            "log_contact",
            "resolve_incident",
            "issue_remedy",
            "reissue_code",
            "void_credit",
            "redeem",
            "hold",
            "capture",
            "release",
            "reverse",
            "report_delivery",
            "set_customer",
            "extend_credit",
            "block_credit",
            "unblock_credit",
            "settle_credit",
            "request_transfer",
            "transfer_credit",
            "confirm_transfer",
            "set_limits",
            "change_agent",
            "set_cost_centre",
            "set_average_spend",
            "add_rate");

    final Policy policy = new Policy();
    final Map<UUID, Giver> givers = new HashMap<>();
    final Map<UUID, Case> cases = new HashMap<>();
    final Map<String, UUID> claims = new HashMap<>();
    final Map<String, UUID> references = new HashMap<>();
    final Map<Wallet.Key, Wallet> wallets = new HashMap<>();
    final Map<UUID, Lot> lots = new HashMap<>();
    final Map<UUID, Sale> sales = new HashMap<>();
    final Map<UUID, Holding> holds = new HashMap<>();
    final Map<UUID, Reminding.Reminder> reminders = new HashMap<>();
    final Map<UUID, Set<String>> zones = new HashMap<>();

    /** Transfers that were asked for, and parts that are on their way, by the entries that say so. */
    final Map<UUID, Life.Transfer> transfers = new HashMap<>();

    final Map<UUID, Life.Arrival> arrivals = new HashMap<>();

    /** The journal says otherwise than the model. */
    static final class Divergence extends AssertionError {
        private static final long serialVersionUID = 1;

        Divergence(String message) {
            super(message);
        }
    }

    Wallet wallet(UUID owner, String unit) {
        return wallets.computeIfAbsent(new Wallet.Key(owner, unit), Wallet::new);
    }

    Giver giver(UUID agent) {
        return givers.computeIfAbsent(agent, Giver::new);
    }

    /** Only who stands in the registry and is active now may give or open. */
    Policy.@Nullable Agent agent(Row row) {
        Policy.Agent agent = policy.agent(row.actor());
        boolean may = row.role() == Role.AGENT || row.role() == Role.SYSTEM;
        return may && agent != null && agent.active(row.recordedAt()) ? agent : null;
    }

    /** Why an agent may not act for this customer, if so: it is not active, or they are its own or its household's. */
    @Nullable
    String barred(Row row, UUID customer) {
        if (row.role() != Role.AGENT && row.role() != Role.SYSTEM) {
            return null;
        }
        Policy.Agent agent = agent(row);
        return agent == null ? "agent_inactive" : agent.tooNear(customer);
    }

    /** Replays an entry whose heads stand at the versions that it read; moves them if it was accepted. */
    void replay(Row row) {
        List<String> expected;
        if (row.isReminder()) {
            nothingIsDue(row);
            expected = new Reminding(this, row).remind();
        } else if (row.isDue()) {
            expected = row.name().equals("expire") ? new Ending(this, row).expire() : new Ending(this, row).endHold();
        } else {
            nothingIsDue(row);
            expected = decide(row);
        }
        if (!expected.equals(row.lines())) {
            throw new Divergence(row.name() + " " + row.command() + "\n by " + row.role() + " " + row.actor() + " for "
                    + row.owner() + " as " + row.id() + " at " + row.recordedAt() + "\n model: "
                    + String.join("\n        ", expected) + "\n ledger: " + String.join("\n        ", row.lines()));
        }
    }

    private List<String> decide(Row row) {
        return switch (row.name()) {
            case "open_incident" -> new Giving(this, row).open();
            case "issue_remedy" -> new Giving(this, row).issue();
            case "log_contact" -> new Recovering(this, row, new Page(row)).contact();
            case "resolve_incident" -> new Recovering(this, row, new Page(row)).resolve();
            case "reissue_code" -> new Coding(this, row).reissue();
            case "void_credit" -> new TakingBack(this, row).takeBack();
            case "redeem" -> new Spending(this, row).redeem();
            case "hold" -> new Holds(this, row).hold();
            case "capture" -> new Holds(this, row).capture();
            case "release" -> new Holds(this, row).release();
            case "reverse" -> new Spending(this, row).reverse();
            case "report_delivery" -> new Reminding(this, row).report();
            case "set_customer" -> setZone(row);
            case "extend_credit",
                    "block_credit",
                    "unblock_credit",
                    "request_transfer",
                    "settle_credit",
                    "transfer_credit",
                    "confirm_transfer",
                    "receive_credit" -> new Life(this, row).decide();
            default -> setPolicy(row);
        };
    }

    private List<String> setZone(Row row) {
        Policy.Agent agent = policy.agent(row.actor());
        boolean agents = row.role() == Role.AGENT || row.role() == Role.SYSTEM;
        if (agents && (agent == null || !agent.active(row.recordedAt()))) {
            return new Page(row).refused("agent_inactive", Map.of());
        }
        zones(row.owner()).add(Lines.required(row.command(), "zone"));
        return new Page(row).accepted(Map.of());
    }

    private List<String> setPolicy(Row row) {
        Policy.No no = policy.set(row);
        Page page = new Page(row);
        return no == null ? page.accepted(policy.facts(row)) : page.refused(no.outcome(), no.facts());
    }

    Set<String> zones(UUID owner) {
        return zones.computeIfAbsent(owner, key -> new HashSet<>());
    }

    // ---- time

    private void nothingIsDue(Row row) {
        for (Row.Read unit : row.units()) {
            String due = Ending.anyDue(wallet(row.owner(), unit.head()), row.recordedAt());
            if (due != null) {
                throw new Divergence(row.name() + " " + row.id() + " at " + row.recordedAt()
                        + " was decided before what is due was posted: " + due);
            }
        }
    }

    static String available(Lot lot) {
        return "AVAILABLE " + lot.terms.id();
    }

    // ---- heads

    /** The heads that an entry must have read, as they stand now; of one that fell due only those that it lists. */
    String heads(Row row) {
        StringBuilder text = new StringBuilder("settings=").append(policy.version);
        Asked asked = Asked.of(this, row);
        if (asked.agent() != null) {
            text.append(" agent=").append(giver(asked.agent()).version);
        }
        if (asked.incident() != null) {
            text.append(" incident=").append(asked.incident().version);
        }
        new TreeSet<>(asked.units())
                .forEach(unit -> text.append(' ').append(unit).append('=').append(wallet(row.owner(), unit).version));
        if (asked.receiver() != null) {
            text.append(" receiver=")
                    .append(wallet(asked.receiver(), asked.units().iterator().next()).version);
        }
        if (!asked.units().isEmpty()) {
            text.append(" zone=").append(row.read("zone"));
        }
        return text.toString();
    }

    /** The latest recorded time of what the entry read. */
    Instant latest(Row row) {
        Instant latest = policy.recordedAt;
        Asked asked = Asked.of(this, row);
        List<Instant> times = new ArrayList<>();
        if (asked.agent() != null) {
            times.add(giver(asked.agent()).recordedAt);
        }
        if (asked.incident() != null) {
            times.add(asked.incident().recordedAt);
        }
        asked.units().forEach(unit -> times.add(wallet(row.owner(), unit).recordedAt));
        if (asked.receiver() != null) {
            times.add(wallet(asked.receiver(), asked.units().iterator().next()).recordedAt);
        }
        if (row.name().equals("receive_credit")) {
            times.add(Life.arrival(this, row).at());
        }
        for (Instant time : times) {
            latest = time.isAfter(latest) ? time : latest;
        }
        return latest;
    }

    /** Forgets what nobody will ask for again. */
    void forget(Set<UUID> owners) {
        wallets.keySet().removeIf(key -> owners.contains(key.owner()));
        lots.values().removeIf(lot -> owners.contains(lot.terms.owner()));
        transfers.values().removeIf(one -> owners.contains(one.owner()));
        sales.values().removeIf(sale -> owners.contains(sale.owner()));
        holds.values().removeIf(hold -> owners.contains(hold.owner));
        reminders.values().removeIf(reminder -> owners.contains(reminder.owner));
        Set<UUID> gone = new HashSet<>();
        cases.values().removeIf(one -> owners.contains(one.owner) && gone.add(one.id));
        claims.values().removeAll(gone);
        references.values().removeAll(gone);
        zones.keySet().removeAll(owners);
    }

    @Nullable
    Case caseOf(String name) {
        if (name.startsWith("CLM-")) {
            UUID id = claims.get(name);
            return id == null ? null : cases.get(id);
        }
        return cases.get(Ids.incident(name));
    }
}
