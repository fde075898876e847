package dev.makegood.customer;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Whom a customer number means. */
public final class Customers {

    private final CustomerSql sql;

    public Customers(Jdbi reads) {
        this.sql = reads.onDemand(CustomerSql.class);
    }

    /** The ledger's key of a customer that it has met. */
    public Optional<CustomerId> key(CustomerNumber number) {
        return sql.customer(number).map(CustomerSql.Row::key);
    }

    /** @throws ProblemException {@code not_found} for a customer that the ledger has not met */
    public CustomerId known(CustomerNumber number) {
        return key(number).orElseThrow(Customers::unknown);
    }

    CustomerView view(CustomerNumber number) {
        CustomerSql.Row row = sql.customer(number).orElseThrow(Customers::unknown);
        return new CustomerView(row.number(), row.zone(), row.jurisdiction());
    }

    /** An unknown customer and one out of reach look the same. */
    public static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No customer of this number is within your reach.");
    }
}
