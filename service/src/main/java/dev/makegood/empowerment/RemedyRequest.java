package dev.makegood.empowerment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.credit.CreditKind;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.FreeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to give, and for what. */
record RemedyRequest(
        @Nullable IncidentChoice incident,
        @Nullable List<CreditRequest> credits,
        @Nullable FreeText note,
        @Nullable OverLimit overLimit) {

    /** A credit to give. */
    record CreditRequest(
            @Nullable CreditKind kind, @Nullable Amount amount) {}

    /** What to do with more than the limit allows. */
    enum OverLimit {
        @JsonProperty("refuse")
        REFUSE
    }

    /** @throws dev.makegood.problem.ProblemException naming everything that is wrong */
    Command.IssueRemedy command(Instant now) {
        Check check = new Check().present("/incident", incident).list("/credits", credits, 1, Command.MAX_GRANTS);
        if (incident != null) {
            incident.check(check, now);
        }
        if (credits != null) {
            for (int i = 0; i < credits.size(); i++) {
                check(check, i, credits.get(i));
            }
        }
        check.done();
        List<Command.Grant> grants = new ArrayList<>();
        for (CreditRequest credit : Objects.requireNonNull(credits)) {
            grants.add(new Command.Grant(
                    Objects.requireNonNull(credit.kind).kind(), Objects.requireNonNull(credit.amount)));
        }
        return new Command.IssueRemedy(
                Objects.requireNonNull(incident).command(), grants, note == null ? null : note.value());
    }

    private static void check(Check check, int number, @Nullable CreditRequest credit) {
        if (credit == null) {
            return;
        }
        String at = "/credits/" + number;
        check.present(at + "/kind", credit.kind).present(at + "/amount", credit.amount);
        if (credit.kind != null && credit.amount != null) {
            check.that(
                    credit.kind.countedIn(credit.amount.unit()),
                    at + "/amount/unit",
                    "must be " + credit.kind.units() + " for this kind");
        }
    }
}
