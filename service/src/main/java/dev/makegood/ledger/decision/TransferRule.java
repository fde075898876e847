package dev.makegood.ledger.decision;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Refusal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands all that is available of a credit on to another customer, as a credit of theirs under the same terms and to the
 * same date: through transit, in an entry of each. Whose it is asks for it, or confirms what somebody else has asked for.
 */
final class TransferRule {

    private TransferRule() {}

    /** The credit that a transfer makes; there is one at most, so it tells whether the transfer was done. */
    static CreditId received(UUID transfer) {
        return new CreditId(EntryId.derive(transfer, 1));
    }

    /** Nothing moves yet, and nothing is kept for it. */
    static Decision request(Draft draft, CreditCommand.RequestTransfer command) {
        CreditCase of = new CreditCase(draft, command.credit());
        CustomerId to = receiver(draft, command.to());
        Refusal no = no(of, to);
        if (no != null) {
            return of.refuse(no);
        }
        draft.text(of.credit.owner().value(), command.note());
        return of.accept(of.facts().put("to", to));
    }

    static Decision move(Draft draft, CreditCommand.Transfer command) {
        CreditCase of = new CreditCase(draft, command.credit());
        CustomerId to = receiver(draft, command.to());
        CreditId received = received(draft.request.id());
        Refusal no = no(of, to, received);
        if (no != null) {
            return of.refuse(no);
        }
        draft.text(of.credit.owner().value(), command.note());
        handOn(of, to, received);
        return of.accept(of.facts().put("to", to));
    }

    static Decision confirm(Draft draft, Command.ConfirmTransfer command) {
        Known.Transfer transfer =
                Objects.requireNonNull(draft.state.known().transfer(command.transfer()), "not located");
        CreditCase of = new CreditCase(draft, transfer.credit());
        CreditId received = received(transfer.id().value());
        Refusal no = no(of, transfer.to(), received);
        if (no != null) {
            return of.refuse(no);
        }
        handOn(of, transfer.to(), received);
        return of.accept(of.facts());
    }

    private static CustomerId receiver(Draft draft, CustomerNumber number) {
        return Objects.requireNonNull(draft.state.known().customer(number), "not created");
    }

    private static @Nullable Refusal no(CreditCase of, CustomerId to) {
        Refusal barred = of.barred() == null ? Duties.acting(of.draft, to) : of.barred();
        if (barred != null) {
            return barred;
        }
        return of.credit.transferable() && !to.equals(of.credit.owner()) ? of.untakable() : Refusal.NOT_TRANSFERABLE;
    }

    private static @Nullable Refusal no(CreditCase of, CustomerId to, CreditId received) {
        CustomerHead.Key key = new CustomerHead.Key(to, of.key.unit());
        if (!to.equals(of.credit.owner()) && of.draft.heads.unit(key).credit(received) != null) {
            return Refusal.TRANSFER_DONE;
        }
        Refusal no = no(of, to);
        if (no != null) {
            return no;
        }
        CustomerHead head = of.draft.heads.unit(key);
        if (Math.addExact(head.available(), head.held()) > Amount.MAX - of.now.available()) {
            return Refusal.VALUE_OUT_OF_RANGE;
        }
        return head.open().size() < CustomerHead.MAX_OPEN ? null : Refusal.TOO_MANY_CREDITS;
    }

    private static void handOn(CreditCase of, CustomerId to, CreditId received) {
        Draft draft = of.draft;
        Credit from = of.credit;
        long amount = of.now.available();
        long before = draft.state.transferred(from.id());
        draft.post(
                of.key,
                amount,
                of.available(),
                Account.TRANSIT,
                of.now.after(0, 0, of.now.state(), of.now.expiry()),
                null);
        draft.handsOver();
        Credit credit = new Credit(
                received,
                to,
                draft.received(),
                from.kind(),
                from.basis(),
                new Amount(amount, from.face().unit()),
                from.terms(),
                new Credit.Values(
                        part(from.values().customer(), before, amount, from),
                        part(from.values().fair(), before, amount, from),
                        part(from.values().cost(), before, amount, from),
                        from.values().rateVersion()),
                from.giver(),
                from.incident(),
                of.now.expiry(),
                from.id(),
                draft.now);
        draft.begins(credit, Account.TRANSIT, of.now.state());
    }

    private static Amount part(Amount value, long before, long amount, Credit of) {
        return new Amount(part(value.minor(), before, amount, of.face().minor()), value.unit());
    }

    /** The value of a part that follows on others, rounded down cumulatively: all parts make exactly the whole. */
    static long part(long value, long before, long amount, long face) {
        return upTo(value, Math.addExact(before, amount), face) - upTo(value, before, face);
    }

    private static long upTo(long value, long amount, long face) {
        return BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(amount))
                .divide(BigInteger.valueOf(face))
                .longValueExact();
    }
}
