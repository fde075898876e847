package dev.makegood.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One issued lot as it was given; nothing of it ever changes. The three values are in minor units
 * of the company's currency at the rates of {@code rateVersion}: what it is worth to the customer
 * (counted by limits), as a liability, and as expected cost. One that another customer handed on names the
 * credit that it came from, of whose values it has its part.
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
        @Nullable CreditId cameFrom,
        Instant recordedAt) {

    /** The three values, frozen with the rate that gave them. */
    public record Values(Amount customer, Amount fair, Amount cost, long rateVersion) {}

    /** Who gave it, whose windows it used and on which local day, and which cost centre pays. */
    public record Giver(PrincipalId giver, AgentId charged, LocalDate chargedDay, CostCentreId costCentre) {}

    /** May its holder hand it on? Certificates, and money that was owed or paid for, unless it is bound to its customer. */
    public boolean transferable() {
        boolean owed = kind == Kind.VOUCHER && (basis == Basis.IN_LIEU || basis == Basis.PURCHASED);
        return (kind == Kind.GIFT_CERTIFICATE || owed) && terms.restrictions().holder() != Restrictions.Holder.CUSTOMER;
    }

    /** Where value goes that is taken back: what was owed or paid for is refunded, goodwill goes back to who funded it. */
    public Account takenBackTo() {
        return takenBackTo(basis, giver.costCentre());
    }

    public static Account takenBackTo(Basis basis, CostCentreId centre) {
        return basis == Basis.GOODWILL ? Account.funding(centre) : Account.SETTLEMENT;
    }

    /** May whoever has its code spend it, or its customer alone? Certificates are to bearer where nothing else was said. */
    public boolean bearer() {
        Restrictions.Holder holder = terms.restrictions().holder();
        return holder == null ? kind == Kind.GIFT_CERTIFICATE : holder == Restrictions.Holder.BEARER;
    }
}
