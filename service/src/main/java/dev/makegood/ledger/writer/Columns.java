package dev.makegood.ledger.writer;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row as the ledger's values. */
record Columns(ResultSet row) {

    UUID uuid(String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    @Nullable
    UUID uuidOrNull(String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    String text(String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return row.getString(column);
    }

    long number(String column) throws SQLException {
        return row.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    @Nullable
    Long numberOrNull(String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    Instant instant(String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(column), column);
    }

    /** PostgreSQL's infinities come as the ends of {@link OffsetDateTime}. */
    @Nullable
    Instant instantOrNull(String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        if (value == null) {
            return null;
        }
        return value.equals(OffsetDateTime.MIN) ? Instant.MIN : value.toInstant();
    }

    @Nullable
    LocalDate dateOrNull(String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    LocalDate date(String column) throws SQLException {
        return Objects.requireNonNull(dateOrNull(column), column);
    }

    Unit unit(String column) throws SQLException {
        return Unit.of(text(column));
    }

    Expiry expiry() throws SQLException {
        return new Expiry(instantOrNull("expires_at"), dateOrNull("expires_on"), ZoneId.of(text("zone")));
    }

    OpenCredit openCredit(String idColumn) throws SQLException {
        return new OpenCredit(
                new CreditId(uuid(idColumn)),
                unit("unit"),
                number("head_version"),
                number("available"),
                number("held"),
                CreditState.valueOf(text("state")),
                expiry());
    }

    UUID[] uuids(String column) throws SQLException {
        return Objects.requireNonNull(uuidsOrNull(column), column);
    }

    UUID @Nullable [] uuidsOrNull(String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : (UUID[]) array.getArray();
    }
}
