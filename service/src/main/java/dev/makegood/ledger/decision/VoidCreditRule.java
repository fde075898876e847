package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Refusal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Settings;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;

/**
 * Claws back what is still available of a credit, returns it to funding, and restores the windows by
 * the value of what it takes. An agent voids only what they gave themselves; finance voids any.
 */
final class VoidCreditRule {

    private VoidCreditRule() {}

    static Decision decide(Draft draft, Command.VoidCredit command) {
        Credit credit = Objects.requireNonNull(draft.state.known().credit(command.credit()), "not located");
        UUID owner = credit.owner().value();
        Entry.About about =
                new Entry.About(null, credit.incident(), credit.giver().costCentre());
        Json facts = new Json().put("credit", credit.id());
        Role role = draft.request.actor().role();
        if (role != Role.FINANCE && IssueRemedyRule.agent(draft) == null) {
            return draft.refuse(owner, about, Refusal.AGENT_INACTIVE, facts);
        }
        if (role != Role.FINANCE
                && !credit.giver().giver().equals(draft.request.actor().id())) {
            return draft.refuse(owner, about, Refusal.NOT_THE_GIVER, facts);
        }
        CustomerHead.Key key =
                new CustomerHead.Key(credit.owner(), credit.face().unit());
        OpenCredit now = Objects.requireNonNull(draft.heads.unit(key).credit(credit.id()));
        if (now.state() == CreditState.VOIDED) {
            return draft.refuse(owner, about, Refusal.CREDIT_VOIDED, facts);
        }
        if (now.state() == CreditState.EXPIRED || now.expiry().passed(draft.now)) {
            return draft.refuse(owner, about, Refusal.CREDIT_EXPIRED, facts);
        }
        if (now.available() == 0) {
            return draft.refuse(owner, about, Refusal.CREDIT_USED_UP, facts);
        }
        draft.text(owner, command.reason());
        long taken = now.available();
        draft.post(
                key,
                taken,
                Account.available(credit.id()),
                Account.funding(credit.giver().costCentre()),
                now.after(0, 0, CreditState.VOIDED, now.expiry()),
                null);
        long value = restored(credit, taken);
        restore(draft, credit, value);
        Json result = new Json()
                .put("taken", taken)
                .put("notRecovered", credit.face().minor() - taken)
                .put("restored", value);
        return draft.accept(owner, about, result);
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

    /** The value of a part, rounded down; of the whole, exactly what was used. */
    private static long restored(Credit credit, long taken) {
        return BigInteger.valueOf(credit.values().customer().minor())
                .multiply(BigInteger.valueOf(taken))
                .divide(BigInteger.valueOf(credit.face().minor()))
                .longValueExact();
    }
}
