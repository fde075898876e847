package dev.makegood.platform;

import dev.makegood.code.CodeResource;
import dev.makegood.code.ReissueResource;
import dev.makegood.credit.Balances;
import dev.makegood.credit.CreditResource;
import dev.makegood.credit.Credits;
import dev.makegood.credit.HoldingsResource;
import dev.makegood.credit.LifeResource;
import dev.makegood.credit.Moments;
import dev.makegood.credit.RateResource;
import dev.makegood.credit.TransferResource;
import dev.makegood.credit.Transfers;
import dev.makegood.customer.CustomerResource;
import dev.makegood.customer.Customers;
import dev.makegood.empowerment.AgentResource;
import dev.makegood.empowerment.Agents;
import dev.makegood.empowerment.CostCentreResource;
import dev.makegood.empowerment.LevelResource;
import dev.makegood.empowerment.LimitCheckResource;
import dev.makegood.empowerment.LimitResource;
import dev.makegood.empowerment.RegistryResource;
import dev.makegood.empowerment.RemedyResource;
import dev.makegood.event.EventResource;
import dev.makegood.finance.AccountsResource;
import dev.makegood.finance.JournalResource;
import dev.makegood.incident.IncidentResource;
import dev.makegood.incident.Incidents;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.writer.JournalReader;
import dev.makegood.platform.http.Pages;
import dev.makegood.redemption.HoldResource;
import dev.makegood.redemption.Holds;
import dev.makegood.redemption.RedemptionResource;
import dev.makegood.redemption.Redemptions;
import dev.makegood.redemption.ReversalResource;
import dev.makegood.reminder.ReminderResource;
import dev.makegood.statement.StatementResource;
import dev.makegood.statement.Statements;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The resources of the features, wired by hand. */
final class Resources {

    private Resources() {}

    static List<Object> of(Wiring parts, Pages pages) {
        Ledger ledger = parts.ledger();
        InstantSource clock = parts.clock();
        DataSource reads = parts.reads();
        Jdbi jdbi = parts.jdbi();
        Function<EntryId, Optional<Entry>> journal = new JournalReader(reads)::entry;
        Customers customers = new Customers(jdbi);
        Moments moments = new Moments(reads, clock);
        Credits credits = new Credits(jdbi, moments);
        Incidents incidents = new Incidents(jdbi, credits);
        Agents agents = new Agents(jdbi, incidents, clock);
        Redemptions redemptions = new Redemptions(jdbi, journal);
        return List.of(
                new CustomerResource(customers, ledger),
                new HoldingsResource(customers, credits, new Balances(reads, moments), moments, pages),
                new StatementResource(new Statements(jdbi, customers, moments)),
                new CreditResource(credits, moments, ledger),
                new LifeResource(ledger),
                new TransferResource(new Transfers(jdbi, journal), ledger),
                new ReissueResource(ledger),
                new CodeResource(parts.codes()::look, parts.failedCodes()),
                new RateResource(jdbi, ledger, pages),
                new IncidentResource(incidents, ledger, pages, clock),
                new RemedyResource(incidents, journal, ledger, clock),
                new AgentResource(agents),
                new RegistryResource(jdbi, ledger, pages),
                new LevelResource(jdbi, ledger, pages),
                new LimitResource(jdbi, ledger, pages),
                new LimitCheckResource(jdbi),
                new CostCentreResource(jdbi, ledger, pages),
                new RedemptionResource(redemptions, ledger, parts.failedCodes()),
                new ReversalResource(redemptions),
                new HoldResource(new Holds(jdbi, journal, clock), ledger, parts.failedCodes()),
                new JournalResource(jdbi, pages),
                new AccountsResource(jdbi, clock),
                new EventResource(jdbi, pages),
                new ReminderResource(jdbi, ledger));
    }
}
