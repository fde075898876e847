package dev.makegood.demo;

import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Limits;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the ledger answered, counted. Values and costs are in minor units of the company's currency. */
final class Tally {

    long given;
    long givenByPeople;
    long credits;
    long miles;
    long value;
    long cost;
    long replayed;
    long redeemed;
    long milesRedeemed;
    long reversed;
    long milesReversed;
    /** Remedies that an earlier, interrupted start had given by way of somebody else. */
    long givenBefore;
    /** Remedies that nobody gave. */
    long withheld;
    /** Who was given something last. */
    @Nullable
    CustomerNumber someone;
    /** Answers that a well-behaved demo never sees, by their name. */
    final Map<String, Long> unexpected = new TreeMap<>();
    /** Refusals by who was refused and which limit it was. */
    final Map<String, Long> refused = new TreeMap<>();

    /** Was the remedy given? */
    boolean remedy(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            count(accepted.replayed());
            given++;
            givenByPeople += accepted.entry().actor().role() == Role.AGENT ? 1 : 0;
            for (Credit credit : accepted.entry().effects().credits()) {
                credits++;
                miles += credit.face().minor();
                value += credit.values().customer().minor();
                cost += credit.values().cost().minor();
            }
            return true;
        }
        if (outcome instanceof Outcome.Refused refusal && atLimit(refusal.entry())) {
            count(refusal.replayed());
            refused.merge(limit(refusal.entry()), 1L, Long::sum);
        } else if (outcome instanceof Outcome.Refused refusal
                && refusal.entry().outcome().equals(Refusal.INCIDENT_EXISTS.word())) {
            count(refusal.replayed());
            givenBefore++;
        } else {
            unexpected(outcome);
        }
        return false;
    }

    /** What is made good beside the flights is shown by kind, from the books. */
    void story(Outcome.Accepted accepted) {
        count(accepted.replayed());
    }

    /** The hold, if it was placed. */
    Optional<Entry> hold(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            count(accepted.replayed());
            return Optional.of(accepted.entry());
        }
        unexpected(outcome);
        return Optional.empty();
    }

    void redemption(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            count(accepted.replayed());
            redeemed++;
            milesRedeemed += moved(accepted.entry());
        } else {
            unexpected(outcome);
        }
    }

    void reversal(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            count(accepted.replayed());
            reversed++;
            milesReversed += moved(accepted.entry());
        } else {
            unexpected(outcome);
        }
    }

    private void count(boolean again) {
        replayed += again ? 1 : 0;
    }

    void unexpected(Outcome outcome) {
        String name = outcome instanceof Outcome.Refused refused
                ? refused.entry().outcome()
                : outcome.getClass().getSimpleName();
        unexpected.merge(name, 1L, Long::sum);
    }

    static boolean atLimit(Entry entry) {
        return entry.outcome().equals(Refusal.LIMIT_EXCEEDED.word());
    }

    /** Who was refused by which limit, as {@code system day}. */
    private static String limit(Entry entry) {
        Limits limits = entry.limits();
        String window = limits == null
                ? "unknown"
                : limits.windows().stream()
                        .filter(at -> !at.fits())
                        .min(Comparator.comparingLong(Limits.Window::remaining))
                        .map(Limits.Window::name)
                        .orElse("unknown");
        return entry.actor().role().word() + " " + window;
    }

    private static long moved(Entry entry) {
        return entry.effects().postings().stream()
                .map(Posting::amount)
                .mapToLong(amount -> amount.minor())
                .sum();
    }
}
