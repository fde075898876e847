package dev.makegood.empowerment;

import com.fasterxml.jackson.annotation.JsonProperty;
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
        @Nullable OverLimit overLimit,
        @Nullable Boolean resolve) {

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
                CreditRequest credit = credits.get(i);
                if (credit != null) {
                    credit.check(check, "/credits/" + i, now);
                }
            }
        }
        check.done();
        List<Command.Grant> grants = new ArrayList<>();
        for (CreditRequest credit : Objects.requireNonNull(credits)) {
            grants.add(credit.grant());
        }
        return new Command.IssueRemedy(
                Objects.requireNonNull(incident).command(),
                grants,
                note == null ? null : note.value(),
                resolve != null && resolve);
    }
}
