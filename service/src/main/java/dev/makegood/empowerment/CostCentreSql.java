package dev.makegood.empowerment;

import dev.makegood.ledger.CostCentreId;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface CostCentreSql {

    /** A cost centre as it is now. */
    record Row(CostCentreId id, String code, ZoneId zone) {}

    @SqlQuery("select id, code, zone from cost_centre where id = :id")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> byId(CostCentreId id);

    @SqlQuery("select id, code, zone from cost_centre where code = :code")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> byCode(String code);

    @SqlQuery("select id, code, zone from cost_centre where code > :after order by code limit :most")
    @RegisterConstructorMapper(Row.class)
    List<Row> after(String after, int most);

    default Optional<Row> named(CostCentreKey key) {
        return key.code() == null
                ? byId(Objects.requireNonNull(key.id()))
                : byCode(key.code().value());
    }
}
