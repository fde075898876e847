package dev.makegood.ledger.writer;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.SettingsCommand;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the commands of a batch name, to be found before anything is locked. */
final class Named {

    final Set<CustomerNumber> customers = new HashSet<>();
    final Set<CustomerNumber> create = new HashSet<>();
    final Set<UUID> incidents = new HashSet<>();
    final Set<String> claims = new HashSet<>();
    final Set<UUID> credits = new HashSet<>();
    final Set<UUID> redemptions = new HashSet<>();
    final Set<UUID> reminders = new HashSet<>();
    final Set<UUID> transfers = new HashSet<>();
    final Set<UUID> holds = new HashSet<>();
    final Set<Code> codes = new HashSet<>();

    /** Those who are named, and those who become customers by it. */
    Set<CustomerNumber> allCustomers() {
        Set<CustomerNumber> all = new HashSet<>(customers);
        all.addAll(create);
        return all;
    }

    void by(Command command) {
        if (command instanceof Command.OpenIncident open) {
            create.add(open.customer());
        } else if (command instanceof Command.LogContact log) {
            incidents.add(log.incident().value());
        } else if (command instanceof Command.ResolveIncident resolve) {
            incidents.add(resolve.incident().value());
        } else if (command instanceof Command.SetCustomer set) {
            create.add(set.customer());
        } else if (command instanceof Command.IssueRemedy issue) {
            if (issue.incident() instanceof Command.OfIncident.New inline) {
                create.add(inline.incident().customer());
            } else if (issue.incident() instanceof Command.OfIncident.Known of) {
                incidents.add(of.id().value());
            } else if (issue.incident() instanceof Command.OfIncident.Claimed of) {
                claims.add(of.number().toString());
            }
        } else if (command instanceof Command.Redeem redeem) {
            drawn(redeem);
        } else if (command instanceof Command.Validate validate) {
            drawn(validate.redeem());
        } else if (command instanceof Command.Hold hold) {
            drawn(hold.redeem());
        } else if (command instanceof Command.Capture capture) {
            holds.add(capture.hold().value());
        } else if (command instanceof Command.Release release) {
            holds.add(release.hold().value());
        } else if (command instanceof Command.Reverse reverse) {
            redemptions.add(reverse.redemption().value());
        } else if (command instanceof Command.VoidCredit voided) {
            credits.add(voided.credit().value());
        } else if (command instanceof CreditCommand of) {
            credits.add(of.credit().value());
        } else if (command instanceof Command.ConfirmTransfer confirm) {
            transfers.add(confirm.transfer().value());
        } else if (command instanceof Command.ReportDelivery report) {
            reminders.add(report.reminder().value());
        } else if (command instanceof Command.ReissueCode reissue) {
            credits.add(reissue.credit().value());
        } else if (command instanceof SettingsCommand.RegisterAgent register) {
            registered(register.as());
        } else if (command instanceof SettingsCommand.ChangeAgent change) {
            registered(change.as());
        }
    }

    private void registered(SettingsCommand.Registration as) {
        create.addAll(as.ownCustomers());
        create.addAll(as.household());
    }

    private void drawn(Command.Redeem redeem) {
        if (redeem.customer() != null) {
            customers.add(redeem.customer());
        }
        redeem.draws().forEach(draw -> {
            if (draw instanceof Command.Draw.ByCredit byCredit) {
                credits.add(byCredit.credit().value());
            } else if (draw instanceof Command.Draw.ByCode byCode) {
                codes.add(byCode.code());
            }
        });
    }

    /** To whom a credit is handed on. */
    static Optional<CustomerNumber> receiver(Command command) {
        if (command instanceof CreditCommand.Transfer transfer) {
            return Optional.of(transfer.to());
        }
        return command instanceof CreditCommand.RequestTransfer transfer
                ? Optional.of(transfer.to())
                : Optional.empty();
    }
}
