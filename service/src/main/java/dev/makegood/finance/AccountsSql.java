package dev.makegood.finance;

import dev.makegood.ledger.Account;
import dev.makegood.ledger.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.locator.UseClasspathSqlLocator;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface AccountsSql {

    /** One account, or what all credits of a kind have available or held. */
    record BalanceRow(
            Account.Kind kind,
            UUID party,
            Unit unit,
            String creditKind,
            BigDecimal balance,
            @Nullable String partner) {}

    @SqlQuery
    @UseClasspathSqlLocator
    @RegisterConstructorMapper(BalanceRow.class)
    List<BalanceRow> accounts();
}
