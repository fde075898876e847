package dev.makegood.ledger.decision;

import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves a credit's date, while it is still ahead, to the end of a later local day: the customer once by 90 days, an
 * agent once by 12 months, finance as often and as far as it says. A credit in grace has had its date.
 */
final class ExtendRule {

    private static final int BY_CUSTOMER_DAYS = 90;
    private static final int BY_AGENT_MONTHS = 12;

    /** No extension reaches further than a new credit may. */
    private static final int FURTHEST_MONTHS = 120;

    private ExtendRule() {}

    static Decision decide(Draft draft, CreditCommand.Extend command) {
        CreditCase of = new CreditCase(draft, command.credit());
        String what = what(of.role);
        Refusal no = no(of, what);
        if (no != null) {
            return of.refuse(no);
        }
        ZoneId own = draft.state.zone(of.credit.owner());
        ZoneId zone = own == null ? of.now.expiry().zone() : own;
        LocalDate furthest = draft.now.atZone(zone).toLocalDate().plusMonths(FURTHEST_MONTHS);
        LocalDate day = day(of, command.until());
        Expiry later = Expiry.endOf(day, zone);
        if (day.isAfter(furthest) || of.now.expiry().laterOf(later).equals(of.now.expiry())) {
            Json facts =
                    of.facts().put("until", day).put("after", of.now.expiry().on());
            return of.refuse(Refusal.NOT_AN_EXTENSION, facts.put("furthest", furthest));
        }
        draft.text(of.credit.owner().value(), command.reason());
        draft.changes(of.key, what, of.now.after(0, of.now.available(), of.now.state(), later));
        return of.accept(null);
    }

    /** Under which name a right is used; a customer's and an agent's are used once. */
    static String what(Role role) {
        return switch (role) {
            case CUSTOMER -> "extended_by_customer";
            case AGENT, SYSTEM -> "extended_by_agent";
            default -> "extended";
        };
    }

    private static @Nullable Refusal no(CreditCase of, String what) {
        Refusal barred = of.barred();
        if (barred != null) {
            return barred;
        }
        Refusal ended = of.ended();
        if (ended != null || of.now.state().grace()) {
            return ended == Refusal.CREDIT_VOIDED ? ended : Refusal.CREDIT_EXPIRED;
        }
        if (of.now.state() == CreditState.BLOCKED) {
            return Refusal.CREDIT_BLOCKED;
        }
        if (!of.now.open()) {
            return Refusal.CREDIT_USED_UP;
        }
        if (of.now.expiry().at() == null) {
            return Refusal.NEVER_EXPIRES;
        }
        boolean once = of.byAgent() || of.role == Role.CUSTOMER;
        return once && of.draft.state.changed(of.credit.id(), what) > 0 ? Refusal.ALREADY_EXTENDED : null;
    }

    private static LocalDate day(CreditCase of, @Nullable LocalDate until) {
        LocalDate on = Objects.requireNonNull(of.now.expiry().on());
        if (of.role == Role.CUSTOMER) {
            return on.plusDays(BY_CUSTOMER_DAYS);
        }
        return until != null && of.role == Role.FINANCE ? until : on.plusMonths(BY_AGENT_MONTHS);
    }
}
