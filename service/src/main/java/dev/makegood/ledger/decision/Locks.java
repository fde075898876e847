package dev.makegood.ledger.decision;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.Incident;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.Reminder;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command locks before it is decided, chosen from what never changes. Locks are taken in the
 * order of these members, each sorted, by every batch, so no two batches can wait for each other.
 */
public record Locks(
        Set<Reference> references,
        Set<AgentId> agents,
        Set<IncidentId> incidents,
        Set<CustomerId> zones,
        Set<CustomerHead.Key> heads,
        Set<CustomerHead.Key> read,
        Set<CreditId> credits,
        Set<CreditId> codes,
        CustomerHead.@Nullable Key receiver) {

    public static final Locks NONE = new Builder().build();

    /** One customer, reason and reference is one incident. */
    public record Reference(CustomerId owner, String reason, String text) {}

    static final class Builder {
        private final Set<Reference> references = new HashSet<>();
        private final Set<AgentId> agents = new HashSet<>();
        private final Set<IncidentId> incidents = new HashSet<>();
        private final Set<CustomerId> zones = new HashSet<>();
        private final Set<CustomerHead.Key> heads = new TreeSet<>();
        private final Set<CustomerHead.Key> read = new HashSet<>();
        private final Set<CreditId> credits = new HashSet<>();
        private final Set<CreditId> codes = new HashSet<>();
        private CustomerHead.@Nullable Key receiver;

        Locks build() {
            return new Locks(references, agents, incidents, zones, heads, read, credits, codes, receiver);
        }
    }

    /** Chooses the locks; what it cannot find is left out, and the decision says so. */
    public static Locks of(Submission submission, UUID id, Known known) {
        Builder locks = new Builder();
        Command command = submission.command();
        if (command instanceof Command.OpenIncident open) {
            references(locks, open, known);
        } else if (command instanceof Command.LogContact || command instanceof Command.ResolveIncident) {
            locks.incidents.add(incident(command));
        } else if (command instanceof Command.IssueRemedy issue) {
            issue(locks, submission, issue, id, known);
        } else if (command instanceof Command.Redeem redeem) {
            redeem(locks, submission, redeem, known);
        } else if (command instanceof Command.Validate validate) {
            redeem(locks, submission, validate.redeem(), known);
        } else if (command instanceof Command.Hold hold) {
            redeem(locks, submission, hold.redeem(), known);
        } else if (command instanceof Command.Capture capture) {
            held(locks, known.hold(capture.hold()));
        } else if (command instanceof Command.Release release) {
            held(locks, known.hold(release.hold()));
        } else if (command instanceof Command.Reverse reverse) {
            reverse(locks, known.redemption(reverse.redemption()));
        } else if (command instanceof Command.VoidCredit voided) {
            Credit credit = known.credit(voided.credit());
            if (credit != null) {
                locks.agents.add(credit.giver().charged());
                locks.incidents.add(credit.incident());
                locks.credits.add(credit.id());
                whole(locks, new CustomerHead.Key(credit.owner(), credit.face().unit()));
            }
        } else if (command instanceof CreditCommand of) {
            credit(locks, of.credit(), known);
            if (of instanceof CreditCommand.Transfer transfer) {
                receiver(locks, TransferRule.received(id), of.credit(), known.customer(transfer.to()), known);
            }
        } else if (command instanceof Command.ConfirmTransfer confirm) {
            Known.Transfer transfer = known.transfer(confirm.transfer());
            if (transfer != null) {
                credit(locks, transfer.credit(), known);
                CreditId received = TransferRule.received(transfer.id().value());
                receiver(locks, received, transfer.credit(), transfer.to(), known);
            }
        } else if (command instanceof Command.ReissueCode reissue) {
            credit(locks, reissue.credit(), known);
        } else if (command instanceof Command.SetCustomer set) {
            CustomerId customer = known.customer(set.customer());
            if (customer != null) {
                locks.zones.add(customer);
            }
        } else if (command instanceof Command.ReportDelivery report) {
            Reminder reminder = known.reminder(report.reminder());
            if (reminder != null) {
                whole(locks, new CustomerHead.Key(reminder.owner(), reminder.unit()));
                locks.credits.addAll(reminder.credits());
            }
        } else if (command instanceof Command.Touch touch) {
            touch.units().forEach(unit -> whole(locks, new CustomerHead.Key(touch.customer(), unit)));
        }
        return locks.build();
    }

    private static IncidentId incident(Command command) {
        return command instanceof Command.LogContact log
                ? log.incident()
                : ((Command.ResolveIncident) command).incident();
    }

    private static void credit(Builder locks, CreditId id, Known known) {
        Credit credit = known.credit(id);
        if (credit != null) {
            locks.credits.add(credit.id());
            whole(locks, new CustomerHead.Key(credit.owner(), credit.face().unit()));
        }
    }

    private static void receiver(Builder locks, CreditId received, CreditId id, @Nullable CustomerId to, Known known) {
        Credit credit = known.credit(id);
        if (credit != null && to != null && !to.equals(credit.owner())) {
            locks.receiver = new CustomerHead.Key(to, credit.face().unit());
            locks.credits.add(received);
            whole(locks, locks.receiver);
        }
    }

    private static void whole(Builder locks, CustomerHead.Key key) {
        locks.heads.add(key);
        locks.read.add(key);
    }

    private static void held(Builder locks, Known.@Nullable Hold hold) {
        if (hold != null) {
            hold.lines()
                    .forEach(line -> whole(
                            locks,
                            new CustomerHead.Key(line.owner(), line.amount().unit())));
        }
    }

    private static void references(Builder locks, Command.OpenIncident open, Known known) {
        CustomerId owner = known.customer(open.customer());
        if (owner != null) {
            open.references()
                    .forEach(text -> locks.references.add(
                            new Reference(owner, open.facts().reason(), text)));
        }
    }

    private static void issue(Builder locks, Submission submission, Command.IssueRemedy issue, UUID id, Known known) {
        CustomerId owner;
        if (issue.incident() instanceof Command.OfIncident.New inline) {
            references(locks, inline.incident(), known);
            owner = known.customer(inline.incident().customer());
            locks.incidents.add(new IncidentId(id));
        } else {
            Incident incident = known.incident(issue.incident());
            owner = incident == null ? null : incident.owner();
            if (incident != null) {
                locks.incidents.add(incident.id());
            }
        }
        if (owner == null) {
            return;
        }
        if (submission.actor().role() == Role.AGENT || submission.actor().role() == Role.SYSTEM) {
            locks.agents.add(submission.actor().agent());
        }
        if (known.zone(owner) == null) {
            locks.zones.add(owner);
        }
        for (Command.Grant grant : issue.credits()) {
            locks.heads.add(new CustomerHead.Key(owner, grant.amount().unit()));
        }
    }

    /** Draw by draw as the rule goes, up to one that it refuses: nobody else's credits are locked. */
    private static void redeem(Builder locks, Submission submission, Command.Redeem redeem, Known known) {
        Drawn drawn = Drawn.of(submission.actor(), known, redeem);
        drawn.heads().forEach(key -> whole(locks, key));
        drawn.named().forEach((draw, credit) -> {
            locks.credits.add(credit.id());
            if (draw instanceof Command.Draw.ByCode) {
                locks.codes.add(credit.id());
            }
        });
    }

    private static void reverse(Builder locks, Known.@Nullable Redemption redemption) {
        if (redemption != null) {
            redemption.lines().forEach(line -> {
                if (line.after() != null) {
                    whole(
                            locks,
                            new CustomerHead.Key(line.owner(), line.amount().unit()));
                    locks.credits.add(line.credit());
                }
            });
        }
    }

    /** All customers whose zone is set, or read because nobody has seen it yet. */
    public Set<CustomerId> owners(Known known) {
        Set<CustomerId> owners = new HashSet<>(zones);
        heads.stream()
                .map(CustomerHead.Key::owner)
                .filter(owner -> known.zone(owner) == null)
                .forEach(owners::add);
        return owners;
    }
}
