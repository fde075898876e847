package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Settings;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claws back what is still available of a credit and restores the windows by the value of what it takes; what is
 * held goes the same way when its hold ends, and restores none.
 * Goodwill returns to funding: an agent voids only what they gave themselves, finance any. What was owed or
 * paid for is refunded instead: by finance alone, under the refund's reference.
 */
final class VoidCreditRule {

    private VoidCreditRule() {}

    static Decision decide(Draft draft, Command.VoidCredit command) {
        CreditCase of = new CreditCase(draft, command.credit());
        Refusal no = no(of, command);
        if (no != null) {
            return of.refuse(no);
        }
        UUID owner = of.credit.owner().value();
        draft.text(owner, command.reason());
        draft.text(owner, command.refundReference());
        long taken = of.now.available();
        OpenCredit voided = of.now.after(0, 0, CreditState.VOIDED, of.now.expiry());
        long value = 0;
        if (taken == 0) {
            draft.changes(of.key, "void", voided);
        } else {
            draft.post(of.key, taken, of.available(), of.credit.takenBackTo(), voided, null);
            value = TransferRule.part(
                    of.credit.values().customer().minor(),
                    draft.state.transferred(of.credit.id()),
                    taken,
                    of.credit.face().minor());
            restore(draft, of.credit, value);
        }
        Json result = new Json()
                .put("taken", taken)
                .put("notRecovered", of.credit.face().minor() - taken)
                .put("restored", value);
        return of.accept(result);
    }

    private static @Nullable Refusal no(CreditCase of, Command.VoidCredit command) {
        Refusal barred = of.barred();
        if (barred != null) {
            return barred;
        }
        boolean finance = of.role == Role.FINANCE;
        boolean goodwill = of.credit.basis() == Basis.GOODWILL;
        if (!finance && !goodwill) {
            return Refusal.FINANCE_ONLY;
        }
        if (!finance && !of.byGiver()) {
            return Refusal.NOT_THE_GIVER;
        }
        if (!goodwill && command.refundReference() == null) {
            return Refusal.REFUND_REFERENCE_REQUIRED;
        }
        Refusal ended = of.ended();
        if (ended != null) {
            return ended;
        }
        return of.now.open() ? null : Refusal.CREDIT_USED_UP;
    }

    private static void restore(Draft draft, Credit credit, long value) {
        AgentId charged = credit.giver().charged();
        AgentHead head = draft.heads.agent(charged);
        Settings.Agent agent = draft.state.settings().agents().get(charged);
        if (agent != null) {
            ZoneId zone = Objects.requireNonNull(
                            draft.state.settings().costCentres().get(agent.costCentre()))
                    .zone();
            head = head.turnedTo(draft.now.atZone(zone).toLocalDate());
        }
        LocalDate day = credit.giver().chargedDay();
        boolean sameDay = day.equals(head.day());
        boolean sameMonth = YearMonth.from(day).equals(YearMonth.from(head.day()));
        Windows.restore(draft, credit.incident(), head, value, sameDay, sameMonth);
    }
}
