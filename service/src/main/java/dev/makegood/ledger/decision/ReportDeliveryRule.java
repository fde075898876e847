package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Records once whether a reminder was delivered. One that was not extends each of its credits that is still live, a
 * credit twice at most in all; where time has taken every one of them nothing can be extended any more.
 */
final class ReportDeliveryRule {

    static final int DAYS = 60;
    static final int AT_MOST = 2;

    /** What the change of a credit is called in the journal. */
    static final String UNDELIVERED = "undelivered";

    private ReportDeliveryRule() {}

    static Decision decide(Draft draft, Command.ReportDelivery report) {
        Reminder reminder = Objects.requireNonNull(draft.state.known().reminder(report.reminder()), "not located");
        UUID owner = reminder.owner().value();
        Json facts = new Json().put("reminder", reminder.id());
        Role role = draft.request.actor().role();
        if (role == Role.SYSTEM && IssueRemedyRule.agent(draft) == null) {
            return draft.refuse(owner, Entry.About.NOTHING, Refusal.AGENT_INACTIVE, facts);
        }
        if (draft.state.reported(reminder.id())) {
            return draft.refuse(owner, Entry.About.NOTHING, Refusal.ALREADY_REPORTED, facts);
        }
        if (!report.delivered()) {
            CustomerHead head = draft.heads.unit(new CustomerHead.Key(reminder.owner(), reminder.unit()));
            List<OpenCredit> live = new ArrayList<>();
            boolean passed = false;
            for (CreditId id : reminder.credits()) {
                OpenCredit credit = Objects.requireNonNull(head.credit(id), "not read");
                passed |= credit.expiry().passed(draft.now);
                if (credit.extensible(draft.now)) {
                    live.add(credit);
                }
            }
            if (live.isEmpty() && passed) {
                return draft.refuse(owner, Entry.About.NOTHING, Refusal.CREDIT_EXPIRED, facts);
            }
            live.forEach(credit -> extend(draft, head.key(), credit));
        }
        draft.reports(reminder, report.delivered());
        return draft.accept(owner, Entry.About.NOTHING, facts);
    }

    private static void extend(Draft draft, CustomerHead.Key key, OpenCredit credit) {
        LocalDate on = credit.expiry().on();
        if (on != null && draft.state.changed(credit.id(), UNDELIVERED) < AT_MOST) {
            ZoneId zone = draft.state.zone(key.owner());
            Expiry later = Expiry.endOf(
                    on.plusDays(DAYS), zone == null ? credit.expiry().zone() : zone);
            draft.changes(key, UNDELIVERED, credit.after(0, credit.available(), credit.state(), later));
        }
    }
}
