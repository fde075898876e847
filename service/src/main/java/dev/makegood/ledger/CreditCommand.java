package dev.makegood.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is done to one credit, named by its id, on its way from issue to the last cent. */
public sealed interface CreditCommand extends Command.OfCredit {

    /** The credit that the command is for. */
    CreditId credit();

    /** Moves a date still ahead: to the end of this local day, or by as much as who asks may give. */
    record Extend(
            CreditId credit,
            @Nullable LocalDate until,
            @Nullable String reason) implements CreditCommand {}

    /** Keeps what is on a credit, and what comes back onto it, from being spent. */
    record Block(CreditId credit, String reason) implements CreditCommand {}

    /** Ends a block. */
    record Unblock(CreditId credit, String reason) implements CreditCommand {}

    /** Pays a reimbursement at what the receipt says, up to what was given. */
    record Settle(CreditId credit, Receipt receipt) implements CreditCommand {}

    /** What was paid elsewhere, under the reference that stands on the receipt. */
    record Receipt(String reference, Amount total) {}

    /** Gives all that is available of a credit to another customer. */
    record Transfer(
            CreditId credit, CustomerNumber to, @Nullable String note) implements CreditCommand {}

    /** Asks the holder to do so; nothing moves before they confirm it. */
    record RequestTransfer(
            CreditId credit, CustomerNumber to, @Nullable String note) implements CreditCommand {}
}
