package dev.makegood.ledger;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One issued lot as it was given; nothing of it ever changes. The three values are in minor units
 * of the company's currency at the rates of {@code rateVersion}: what it is worth to the customer
 * (counted by limits), as a liability, and as expected cost.
 */
public record Credit(
        CreditId id,
        CustomerId owner,
        EntryId entry,
        Kind kind,
        Basis basis,
        Amount face,
        Terms terms,
        Values values,
        Giver giver,
        IncidentId incident,
        Expiry expiry,
        Instant recordedAt) {

    /** The three values, frozen with the rate that gave them. */
    public record Values(Amount customer, Amount fair, Amount cost, long rateVersion) {}

    /** Who gave it, whose windows it used and on which local day, and which cost centre pays. */
    public record Giver(PrincipalId giver, AgentId charged, LocalDate chargedDay, CostCentreId costCentre) {}

    /** Where value goes that is taken back: what was owed or paid for is refunded, goodwill goes back to who funded it. */
    public Account takenBackTo() {
        return basis == Basis.GOODWILL ? Account.funding(giver.costCentre()) : Account.SETTLEMENT;
    }

    /** May whoever has its code spend it, or its customer alone? Certificates are to bearer where nothing else was said. */
    public boolean bearer() {
        Restrictions.Holder holder = terms.restrictions().holder();
        return holder == null ? kind == Kind.GIFT_CERTIFICATE : holder == Restrictions.Holder.BEARER;
    }
}
