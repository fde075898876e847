package dev.makegood.ledger.decision;

import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.Submission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one switch from a command to its rule. */
public final class Rules {

    private Rules() {}

    /** Decides one command over what was locked and read; pure, and silent about how it is kept. */
    public static Decision decide(State state, Request request) {
        Draft draft = new Draft(state, request);
        Command command = request.command();
        if (command instanceof Command.OpenIncident open) {
            return OpenIncidentRule.decide(draft, open);
        } else if (command instanceof Command.LogContact log) {
            return LogContactRule.decide(draft, log);
        } else if (command instanceof Command.ResolveIncident resolve) {
            return ResolveIncidentRule.decide(draft, resolve);
        } else if (command instanceof Command.IssueRemedy issue) {
            return IssueRemedyRule.decide(draft, issue);
        } else if (command instanceof Command.Redeem redeem) {
            return RedeemRule.decide(draft, redeem);
        } else if (command instanceof Command.Validate validate) {
            return RedeemRule.decide(draft, validate.redeem());
        } else if (command instanceof Command.Hold hold) {
            return HoldRule.decide(draft, hold);
        } else if (command instanceof Command.Capture capture) {
            return CaptureRule.decide(draft, capture);
        } else if (command instanceof Command.Release release) {
            return ReleaseRule.decide(draft, release);
        } else if (command instanceof Command.Reverse reverse) {
            return ReverseRule.decide(draft, reverse);
        } else if (command instanceof Command.VoidCredit voided) {
            return VoidCreditRule.decide(draft, voided);
        } else if (command instanceof CreditCommand of) {
            return decide(draft, of);
        } else if (command instanceof Command.ConfirmTransfer confirm) {
            return TransferRule.confirm(draft, confirm);
        } else if (command instanceof Command.ReissueCode reissue) {
            return ReissueCodeRule.decide(draft, reissue);
        } else if (command instanceof Command.SetCustomer set) {
            return SetCustomerRule.decide(draft, set);
        } else if (command instanceof Command.ReportDelivery report) {
            return ReportDeliveryRule.decide(draft, report);
        } else if (command instanceof Command.Touch) {
            return TouchRule.decide(draft);
        } else if (command instanceof SettingsCommand settings) {
            return SettingsRule.decide(draft, settings);
        }
        throw new IllegalStateException("no rule for " + command.getClass());
    }

    private static Decision decide(Draft draft, CreditCommand command) {
        if (command instanceof CreditCommand.Extend extend) {
            return ExtendRule.decide(draft, extend);
        } else if (command instanceof CreditCommand.Block block) {
            return BlockRule.block(draft, block);
        } else if (command instanceof CreditCommand.Unblock unblock) {
            return BlockRule.unblock(draft, unblock);
        }
        if (command instanceof CreditCommand.Transfer transfer) {
            return TransferRule.move(draft, transfer);
        } else if (command instanceof CreditCommand.RequestTransfer transfer) {
            return TransferRule.request(draft, transfer);
        }
        return SettleRule.decide(draft, (CreditCommand.Settle) command);
    }

    /** Does what the command's own path names exist, and may the caller know of it? */
    public static boolean found(Submission submission, Known known) {
        if (submission.command() instanceof Command.LogContact log) {
            return known.incident(log.incident()) != null;
        }
        if (submission.command() instanceof Command.ResolveIncident resolve) {
            return known.incident(resolve.incident()) != null;
        }
        if (submission.command() instanceof Command.VoidCredit voided) {
            return known.credit(voided.credit()) != null;
        }
        if (submission.command() instanceof CreditCommand of) {
            Credit credit = known.credit(of.credit());
            return credit != null && covers(submission.actor(), known, credit.owner());
        }
        if (submission.command() instanceof Command.ConfirmTransfer confirm) {
            Known.Transfer transfer = known.transfer(confirm.transfer());
            return transfer != null && covers(submission.actor(), known, transfer.owner());
        }
        if (submission.command() instanceof Command.ReissueCode reissue) {
            Credit credit = known.credit(reissue.credit());
            return credit != null && covers(submission.actor(), known, credit.owner());
        }
        if (submission.command() instanceof Command.ReportDelivery report) {
            Reminder reminder = known.reminder(report.reminder());
            return reminder != null && covers(submission.actor(), known, reminder.owner());
        }
        if (submission.command() instanceof Command.Reverse reverse) {
            Known.Redemption redemption = known.redemption(reverse.redemption());
            return redemption != null && reversible(submission.actor(), known, redemption);
        }
        if (submission.command() instanceof Command.Capture capture) {
            return found(submission.actor(), known, known.hold(capture.hold()));
        }
        if (submission.command() instanceof Command.Release release) {
            return found(submission.actor(), known, known.hold(release.hold()));
        }
        return true;
    }

    /** A hold is for who placed it. */
    private static boolean found(Principal actor, Known known, Known.@Nullable Hold hold) {
        return hold != null && hold.by().equals(actor.id()) && (hold.byBearer() || covers(actor, known, hold.owner()));
    }

    /** What was spent by bearers' codes is given back by who spent it, whoever it belongs to. */
    private static boolean reversible(Principal actor, Known known, Known.Redemption redemption) {
        boolean own = redemption.by().equals(actor.id());
        return covers(actor, known, redemption.owner())
                ? own || ofHouse(actor.role())
                : own
                        && redemption.lines().stream()
                                .map(line -> known.credit(line.credit()))
                                .allMatch(credit -> credit != null && credit.bearer());
    }

    /** A partner and a customer take back only what they took themselves. */
    private static boolean ofHouse(Role role) {
        return role != Role.PARTNER && role != Role.CUSTOMER;
    }

    /** May this principal touch this customer's credits? Unknown and not theirs are one answer. */
    static boolean covers(Principal actor, Known known, CustomerId customer) {
        if (actor.scope() instanceof Principal.Scope.Everyone) {
            return true;
        }
        CustomerNumber number = known.number(customer);
        return number != null && actor.scope().covers(number);
    }

    static @Nullable CustomerId covered(Principal actor, Known known, @Nullable CustomerNumber number) {
        return number == null || !actor.scope().covers(number) ? null : known.customer(number);
    }

    /** Whose entry it is: the customer's, else the principal's. */
    static UUID owner(Draft draft, @Nullable CustomerId customer) {
        return customer == null ? draft.request.actor().id().value() : customer.value();
    }
}
