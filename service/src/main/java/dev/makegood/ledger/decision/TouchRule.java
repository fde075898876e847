package dev.makegood.ledger.decision;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Reminder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Leaves no entry of its own: only those for what was due, and for the reminders that are. There is one for each date
 * and mark, made once, and only for a mark that was still ahead when a credit got its date; where several were missed,
 * only the latest is made. Then each head learns when there will be something to do.
 */
final class TouchRule {

    private TouchRule() {}

    static Decision decide(Draft draft) {
        for (CustomerHead.Key key : draft.request.locks().heads()) {
            remind(draft, key);
            CustomerHead head = draft.heads.unit(key);
            CustomerHead settled = head.settled(draft.now);
            if (!Objects.equals(settled.nextDue(), head.nextDue())) {
                draft.heads.moves(settled);
            }
        }
        return draft.done(new Outcome.Unchanged());
    }

    private static void remind(Draft draft, CustomerHead.Key key) {
        SortedMap<LocalDate, List<OpenCredit>> dates = new TreeMap<>();
        for (OpenCredit credit : draft.heads.unit(key).live()) {
            LocalDate on = credit.expiry().on();
            if (on != null && credit.spendable(draft.now)) {
                dates.computeIfAbsent(on, date -> new ArrayList<>()).add(credit);
            }
        }
        dates.forEach((on, credits) -> {
            int days = credits.stream()
                    .filter(credit -> wants(draft, credit))
                    .mapToInt(credit -> Marks.reached(credit, draft.now))
                    .min()
                    .orElse(0);
            Reminder.Occasion occasion = new Reminder.Occasion(key.owner(), key.unit(), on, days);
            if (days > 0 && !draft.state.reminded(occasion)) {
                draft.reminds(
                        occasion,
                        credits.stream()
                                .map(OpenCredit::id)
                                .sorted(Comparator.comparing(CreditId::value))
                                .toList());
            }
        });
    }

    /** Was the latest mark still ahead when the credit got its date? */
    private static boolean wants(Draft draft, OpenCredit credit) {
        int days = Marks.reached(credit, draft.now);
        LocalDate on = credit.expiry().on();
        Instant dated = draft.state.dated(credit);
        return days > 0
                && on != null
                && dated != null
                && Marks.at(credit.expiry(), on, days).isAfter(dated);
    }
}
