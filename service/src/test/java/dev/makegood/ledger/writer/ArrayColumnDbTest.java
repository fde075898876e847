package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.core.BaseConnection;

/** What goes out as a column in binary form is what the server sees, for each type to the ends of its range. */
class ArrayColumnDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int MANY = 10_000;

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DATABASE.owner();
        ArrayColumn.allow(connection.unwrap(BaseConnection.class));
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(
                        ArrayColumn.Type.UUID, List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 1))),
                Arguments.of(
                        ArrayColumn.Type.TEXT,
                        List.of(
                                "",
                                "NULL",
                                "{a,\"b\"}",
                                "back\\slash and 'quote' and \"quotes\"",
                                "two\r\nlines\tand a tab",
                                "Zürich, 東京, \ud83d\ude80, e\u0301",
                                "x".repeat(70_000))),
                Arguments.of(
                        ArrayColumn.Type.INT2,
                        List.of((short) 0, (short) 258, (short) -1, Short.MIN_VALUE, Short.MAX_VALUE)),
                Arguments.of(ArrayColumn.Type.INT4, List.of(0, 0x01020304, -1, Integer.MIN_VALUE, Integer.MAX_VALUE)),
                Arguments.of(
                        ArrayColumn.Type.INT8, List.of(0L, 0x0102030405060708L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)),
                Arguments.of(
                        ArrayColumn.Type.DATE,
                        List.of(
                                LocalDate.of(2000, 1, 1),
                                LocalDate.of(1999, 12, 31),
                                LocalDate.of(2024, 2, 29),
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(9999, 12, 31))),
                Arguments.of(
                        ArrayColumn.Type.TIMESTAMPTZ,
                        List.of(
                                Instant.parse("2000-01-01T00:00:00Z"),
                                Instant.parse("1999-12-31T23:59:59.999999Z"),
                                Instant.parse("2026-03-08T06:59:59.000001Z"),
                                Instant.EPOCH,
                                Instant.parse("0001-01-01T00:00:00Z"),
                                Instant.parse("9999-12-31T23:59:59.999999Z"))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsSentIsWhatTheServerSees(ArrayColumn.Type type, List<Object> values) throws SQLException {
        assertThat(sent(type, values)).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("values")
    void nullsStandBetweenTheValues(ArrayColumn.Type type, List<Object> values) throws SQLException {
        List<@Nullable Object> mixed = new ArrayList<>();
        mixed.add(null);
        values.forEach(value -> mixed.addAll(Arrays.asList(value, null)));
        assertThat(sent(type, mixed)).isEqualTo(mixed);
    }

    @ParameterizedTest
    @EnumSource
    void aColumnMayBeEmpty(ArrayColumn.Type type) throws SQLException {
        assertThat(sent(type, List.of())).isEmpty();
        assertThat(number("select cardinality(?)", new ArrayColumn(type))).isZero();
    }

    @ParameterizedTest
    @MethodSource("values")
    void aColumnGrows(ArrayColumn.Type type, List<Object> values) throws SQLException {
        // The long text alone would make a message of a third of a gigabyte.
        List<Object> many = IntStream.range(0, MANY)
                .mapToObj(i -> values.get(i % Math.min(values.size(), 6)))
                .toList();
        assertThat(sent(type, many)).isEqualTo(many);
    }

    @Test
    void theEndsOfTimeAreInfinities() throws SQLException {
        assertThat(sent(ArrayColumn.Type.TIMESTAMPTZ, List.of(Instant.MIN), "unnest::text"))
                .containsExactly("-infinity");
        assertThat(sent(ArrayColumn.Type.DATE, List.of(LocalDate.MIN), "unnest::text"))
                .containsExactly("-infinity");
    }

    /** An instant beyond what the server can hold must not come back as another one. */
    @Test
    void whatTheServerCannotHoldIsRefused() {
        assertThatThrownBy(() -> column(ArrayColumn.Type.TIMESTAMPTZ, List.of(Instant.MAX)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> column(ArrayColumn.Type.DATE, List.of(LocalDate.MAX)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> sent(ArrayColumn.Type.TEXT, List.of("a\u0000b")))
                .isInstanceOf(SQLException.class);
    }

    /** Several columns of one statement, as they are used: row by row side by side. */
    @Test
    void columnsStandSideBySide() throws SQLException {
        Rows rows = new Rows(ArrayColumn.Type.INT4, ArrayColumn.Type.TEXT, ArrayColumn.Type.TIMESTAMPTZ);
        rows.add(1, "one", Instant.EPOCH);
        rows.add(2, null, Instant.MIN);
        String sql = "select string_agg(concat_ws('|', a, b, c), ';') from unnest(?, ?, ?) as r (a, b, c)";
        try (PreparedStatement statement = connection.prepareStatement("set time zone 'UTC'")) {
            statement.execute();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(rows.bind(statement, 1)).isEqualTo(4);
            ResultSet row = statement.executeQuery();
            row.next();
            assertThat(row.getString(1)).isEqualTo("1|one|1970-01-01 00:00:00+00;2|-infinity");
        }
    }

    /** A column that went as null would write nothing, and nobody would notice. */
    @ParameterizedTest
    @EnumSource
    void aDriverThatMayNotSendBinaryArraysFailsLoudly(ArrayColumn.Type type) throws SQLException {
        try (Connection strange = DATABASE.owner();
                PreparedStatement statement = strange.prepareStatement("select cardinality(?)")) {
            strange.unwrap(BaseConnection.class).getQueryExecutor().setBinarySendOids(Set.of());
            assertThatThrownBy(() -> {
                        statement.setObject(1, column(type, Arrays.asList((Object) null)));
                        statement.executeQuery();
                    })
                    .hasStackTraceContaining("binary form only");
        }
    }

    private static ArrayColumn column(ArrayColumn.Type type, List<? extends @Nullable Object> values) {
        ArrayColumn column = new ArrayColumn(type);
        values.forEach(column::add);
        return column;
    }

    private static List<@Nullable Object> sent(ArrayColumn.Type type, List<? extends @Nullable Object> values)
            throws SQLException {
        return sent(type, values, "unnest");
    }

    private static List<@Nullable Object> sent(
            ArrayColumn.Type type, List<? extends @Nullable Object> values, String seen) throws SQLException {
        List<@Nullable Object> received = new ArrayList<>();
        String sql = "select " + seen + " from unnest(?) with ordinality order by ordinality";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, column(type, values));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                received.add(seen.endsWith("text") ? rows.getString(1) : value(type, rows));
            }
        }
        return received;
    }

    private static @Nullable Object value(ArrayColumn.Type type, ResultSet row) throws SQLException {
        Object value = switch (type) {
            case UUID -> row.getObject(1, UUID.class);
            case TEXT -> row.getString(1);
            case INT2 -> row.getShort(1);
            case INT4 -> row.getInt(1);
            case INT8 -> row.getLong(1);
            case DATE -> row.getObject(1, LocalDate.class);
            case TIMESTAMPTZ -> row.getObject(1, OffsetDateTime.class);
        };
        if (row.wasNull()) {
            return null;
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : value;
    }

    private static long number(String sql, ArrayColumn column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, column);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
