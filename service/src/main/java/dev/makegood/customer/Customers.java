package dev.makegood.customer;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Whom a customer number means. */
public final class Customers {

    private static final ZoneId UTC = ZoneId.of("UTC");

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

    /**
     * The zone in which a customer's days are counted; UTC for one who has none yet.
     *
     * @throws ProblemException {@code not_found} for a customer that the ledger has not met
     */
    public ZoneId zone(CustomerNumber number) {
        ZoneId zone = sql.customer(number).orElseThrow(Customers::unknown).zone();
        return zone == null ? UTC : zone;
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
