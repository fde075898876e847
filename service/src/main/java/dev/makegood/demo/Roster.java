package dev.makegood.demo;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.PrincipalId;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The people of each region who give what a rule may not. They take turns; who has no room left for
 * one more, as the ledger's own answers tell, is left alone until the next day or month.
 */
final class Roster {

    private final Amount each;
    private final Map<String, Deque<Principal>> turns = new HashMap<>();
    private final Map<PrincipalId, LocalDate> restsUntil = new HashMap<>();

    /** A roster for remedies that are worth this much each. */
    Roster(Amount each) {
        this.each = each;
    }

    void add(String costCentre, Principal agent) {
        turns.computeIfAbsent(costCentre, centre -> new ArrayDeque<>()).addLast(agent);
    }

    /** Whose turn it is on that day, of those who were not asked before. */
    Optional<Principal> next(String costCentre, LocalDate today, Set<PrincipalId> asked) {
        Deque<Principal> waiting = turns.getOrDefault(costCentre, new ArrayDeque<>());
        for (int i = waiting.size(); i > 0; i--) {
            Principal agent = waiting.removeFirst();
            waiting.addLast(agent);
            boolean rested = !today.isBefore(restsUntil.getOrDefault(agent.id(), LocalDate.MIN));
            if (rested && !asked.contains(agent.id())) {
                return Optional.of(agent);
            }
        }
        return Optional.empty();
    }

    /** Takes note of what an answer of that day says about the room that is left. */
    void learn(Principal agent, LocalDate today, Limits limits, boolean given) {
        for (Limits.Window window : limits.windows()) {
            long room = window.remaining() - (given ? window.value() : 0);
            if (room < each.minor()) {
                switch (window.name()) {
                    case "day" -> rest(agent, today.plusDays(1));
                    case "month" -> rest(agent, today.plusMonths(1).withDayOfMonth(1));
                    default -> {}
                }
            }
        }
    }

    private void rest(Principal agent, LocalDate until) {
        restsUntil.merge(agent.id(), until, (one, other) -> one.isAfter(other) ? one : other);
    }
}
