package dev.makegood.finance;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import dev.makegood.ledger.Role;
import dev.makegood.platform.identity.Allow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;

/** The balances of the ledger's own accounts, and what customers hold. */
@Path("/v1/accounts")
@Produces(APPLICATION_JSON)
public final class AccountsResource {
    private final Jdbi jdbi;
    private final InstantSource clock;

    public AccountsResource(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @GET
    @Allow({Role.FINANCE, Role.AUDITOR})
    public AccountsView read() {
        return AccountsView.of(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                jdbi.withExtension(AccountsSql.class, AccountsSql::accounts));
    }
}
