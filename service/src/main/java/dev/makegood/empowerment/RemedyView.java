package dev.makegood.empowerment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.makegood.code.ShownCode;
import dev.makegood.credit.BenefitView;
import dev.makegood.credit.CreditKind;
import dev.makegood.credit.RemedyId;
import dev.makegood.credit.RestrictionsView;
import dev.makegood.incident.Incidents;
import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Limits;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was given, and what its giver could still give right after it. Rendered from the journal's entry alone. */
record RemedyView(
        RemedyId id,
        IncidentId incident,
        ClaimNumber claimNumber,
        CustomerNumber customer,
        AgentId givenBy,
        List<Given> credits,
        Amount value,
        Headroom headroom,
        Instant recordedAt) {

    /** A credit as it was given, with the customer value that the limits count. */
    record Given(
            CreditId id,
            CreditKind kind,
            Basis basis,
            Amount amount,
            @Nullable BenefitView benefit,
            @Nullable RestrictionsView restrictions,
            Amount value,
            Expiry expiry,
            @JsonUnwrapped @Nullable ShownCode shown) {

        static Given of(Credit credit, @Nullable ShownCode shown) {
            return new Given(
                    credit.id(),
                    CreditKind.of(credit.kind()),
                    credit.basis(),
                    credit.face(),
                    BenefitView.of(credit.terms()),
                    RestrictionsView.of(credit.terms(), credit.face().unit()),
                    credit.values().customer(),
                    credit.expiry(),
                    shown);
        }
    }

    /** The three windows just after the remedy. */
    record Headroom(WindowView incident, WindowView day, WindowView month) {

        static Headroom of(Limits limits) {
            return new Headroom(after(limits, "incident"), after(limits, "day"), after(limits, "month"));
        }

        private static WindowView after(Limits limits, String name) {
            for (Limits.Window window : limits.windows()) {
                if (window.name().equals(name)) {
                    return WindowView.of(window.limit(), Math.addExact(window.used(), window.value()));
                }
            }
            throw new IllegalStateException("a remedy stands under no limit by " + name);
        }
    }

    /** Credits begin by transfers too, which no limit was asked for. */
    static boolean isOf(Entry entry) {
        return entry.accepted()
                && entry.limits() != null
                && !entry.effects().credits().isEmpty();
    }

    /** @param codes those that were made just now; later they are withheld */
    static RemedyView of(Entry entry, Incidents.Named incident, Map<CreditId, Code> codes) {
        List<Given> given = new ArrayList<>(entry.effects().credits().size());
        long value = 0;
        for (Credit credit : entry.effects().credits()) {
            ShownCode shown =
                    credit.kind().coded() ? ShownCode.given(codes.get(credit.id()), entry, given.size()) : null;
            given.add(Given.of(credit, shown));
            value = Math.addExact(value, credit.values().customer().minor());
        }
        return new RemedyView(
                new RemedyId(entry.id()),
                incident.id(),
                incident.claim(),
                incident.customer(),
                new AgentId(entry.actor().id().value()),
                given,
                new Amount(value, Refusals.COMPANY),
                Headroom.of(Objects.requireNonNull(entry.limits())),
                entry.recordedAt());
    }
}
