package dev.makegood.customer;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface CustomerSql {

    record Row(
            CustomerId key,
            CustomerNumber number,
            @Nullable ZoneId zone,
            @Nullable String jurisdiction) {}

    @SqlQuery("""
            select key, number, zone, jurisdiction
            from customer
            where number = :number
            """)
    @RegisterConstructorMapper(Row.class)
    Optional<Row> customer(CustomerNumber number);
}
