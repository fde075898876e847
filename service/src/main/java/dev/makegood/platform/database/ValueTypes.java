package dev.makegood.platform.database;

import dev.makegood.ledger.AgentId;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CostCentreId;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Id;
import dev.makegood.ledger.IncidentId;
import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.ReminderId;
import dev.makegood.ledger.Unit;
import java.lang.reflect.Type;
import java.sql.Types;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;

/** The one place where the ledger's values meet the database: an id is a uuid, what has a text form is text. */
public final class ValueTypes implements JdbiPlugin {

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        jdbi.registerArgument(new Arguments());
        uuid(jdbi, AgentId.class, AgentId::new);
        uuid(jdbi, CostCentreId.class, CostCentreId::new);
        uuid(jdbi, CreditId.class, CreditId::new);
        uuid(jdbi, CustomerId.class, CustomerId::new);
        uuid(jdbi, EntryId.class, EntryId::new);
        uuid(jdbi, IncidentId.class, IncidentId::new);
        uuid(jdbi, PrincipalId.class, PrincipalId::new);
        uuid(jdbi, ReminderId.class, ReminderId::new);
        text(jdbi, ClaimNumber.class, ClaimNumber::parse);
        text(jdbi, CustomerNumber.class, CustomerNumber::new);
        text(jdbi, Unit.class, Unit::of);
        text(jdbi, ZoneId.class, ZoneId::of);
    }

    private static <T> void uuid(Jdbi jdbi, Class<T> type, Function<UUID, T> of) {
        jdbi.registerColumnMapper(type, (row, number, context) -> {
            UUID value = row.getObject(number, UUID.class);
            return value == null ? null : of.apply(value);
        });
    }

    private static <T> void text(Jdbi jdbi, Class<T> type, Function<String, T> of) {
        jdbi.registerColumnMapper(type, (row, number, context) -> {
            String value = row.getString(number);
            return value == null ? null : of.apply(value);
        });
    }

    private static final class Arguments implements ArgumentFactory.Preparable {

        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            if (!(type instanceof Class<?> known)) {
                return Optional.empty();
            }
            if (Id.class.isAssignableFrom(known)) {
                return Optional.of(
                        value -> (number, statement, context) -> statement.setObject(number, uuid(value), Types.OTHER));
            }
            if (known == ClaimNumber.class || known == CustomerNumber.class || known == Unit.class) {
                return Optional.of(value -> (number, statement, context) -> statement.setString(number, text(value)));
            }
            return Optional.empty();
        }

        private static @Nullable UUID uuid(@Nullable Object value) {
            return value instanceof Id id ? id.value() : null;
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
