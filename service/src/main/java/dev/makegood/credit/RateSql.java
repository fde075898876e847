package dev.makegood.credit;

import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface RateSql {

    /** A rate as it stands in its table. */
    record Row(
            long version,
            String name,
            Kind kind,
            Unit unit,
            Unit currency,
            BigDecimal customer,
            BigDecimal fair,
            BigDecimal cost,
            Instant validFrom,
            Instant recordedAt) {}

    @SqlQuery("""
            select version, name, kind, unit, currency, customer, fair, cost, valid_from, recorded_at
            from rate
            where version = :version
            """)
    @RegisterConstructorMapper(Row.class)
    Optional<Row> rate(long version);

    /** Versions are given out one at a time, so none below one that was read can come later. */
    @SqlQuery("""
            select version, name, kind, unit, currency, customer, fair, cost, valid_from, recorded_at
            from rate
            where version < :before
              and (:kind::text is null or kind = :kind::text)
              and (:unit::text is null or unit = :unit::text)
            order by version desc
            limit :most
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> newest(long before, @Nullable Kind kind, @Nullable Unit unit, int most);
}
