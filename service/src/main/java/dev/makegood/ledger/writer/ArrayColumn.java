package dev.makegood.ledger.writer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * One column of values in the binary form in which PostgreSQL receives an array. The driver knows
 * that form for numbers only, and taking arrays apart as text was a fifth of the server's work.
 */
final class ArrayColumn extends PGobject implements PGBinaryObject {

    /** The types of the ledger's columns. */
    enum Type {
        UUID("_uuid", Oid.UUID, Oid.UUID_ARRAY),
        TEXT("_text", Oid.TEXT, Oid.TEXT_ARRAY),
        INT2("_int2", Oid.INT2, Oid.INT2_ARRAY),
        INT4("_int4", Oid.INT4, Oid.INT4_ARRAY),
        INT8("_int8", Oid.INT8, Oid.INT8_ARRAY),
        DATE("_date", Oid.DATE, Oid.DATE_ARRAY),
        TIMESTAMPTZ("_timestamptz", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY);

        private final String name;
        private final int element;
        private final int array;

        Type(String name, int element, int array) {
            this.name = name;
            this.element = element;
            this.array = array;
        }
    }

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEADER = 20;
    private static final int EMPTY_HEADER = 12;
    private static final int NULL = -1;

    /** PostgreSQL counts its days and microseconds from here. */
    private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);

    private static final long EPOCH_SECOND = EPOCH_DAY.toEpochDay() * 86_400;
    private static final long MICROS = 1_000_000;

    private final Type of;
    private byte[] bytes = new byte[256];
    private int end = HEADER;
    private int count;
    private boolean nulls;

    ArrayColumn(Type of) {
        this.of = of;
        setType(of.name);
    }

    /** Lets the driver send these arrays in binary form. */
    static void allow(BaseConnection connection) {
        for (Type type : Type.values()) {
            connection.getQueryExecutor().addBinarySendOid(type.array);
        }
    }

    /** Adds a value of the column's type; a number may be any integer, a timestamp also {@link Instant#MIN}. */
    void add(@Nullable Object value) {
        count++;
        if (value == null) {
            nulls = true;
            putInt(NULL);
            return;
        }
        switch (of) {
            case UUID -> add((java.util.UUID) value);
            case TEXT -> add(((String) value).getBytes(StandardCharsets.UTF_8));
            case INT2 -> {
                short number = ((Number) value).shortValue();
                add(new byte[] {(byte) (number >> 8), (byte) number});
            }
            case INT4 -> addInt(((Number) value).intValue());
            case INT8 -> addLong(((Number) value).longValue());
            case DATE -> addInt(days((LocalDate) value));
            case TIMESTAMPTZ -> addLong(micros((Instant) value));
        }
    }

    private void add(java.util.UUID value) {
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    private void add(byte[] value) {
        putInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, end, value.length);
        end += value.length;
    }

    private void addInt(int value) {
        putInt(Integer.BYTES);
        putInt(value);
    }

    private void addLong(long value) {
        putInt(Long.BYTES);
        putLong(value);
    }

    /** The ends of the range are PostgreSQL's infinities. */
    private static int days(LocalDate date) {
        return date.equals(LocalDate.MIN)
                ? Integer.MIN_VALUE
                : Math.toIntExact(date.toEpochDay() - EPOCH_DAY.toEpochDay());
    }

    private static long micros(Instant at) {
        if (at.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return Math.addExact(Math.multiplyExact(at.getEpochSecond() - EPOCH_SECOND, MICROS), at.getNano() / 1000);
    }

    private void putInt(int value) {
        room(Integer.BYTES);
        INTS.set(bytes, end, value);
        end += Integer.BYTES;
    }

    private void putLong(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, end, value);
        end += Long.BYTES;
    }

    private void room(int length) {
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + length));
        }
    }

    @Override
    public int lengthInBytes() {
        return count == 0 ? EMPTY_HEADER : end;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, lengthInBytes());
        INTS.set(target, offset, count == 0 ? 0 : 1);
        INTS.set(target, offset + 4, nulls ? 1 : 0);
        INTS.set(target, offset + 8, of.element);
        if (count > 0) {
            INTS.set(target, offset + 12, count);
            INTS.set(target, offset + 16, 1);
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("a column is only sent");
    }

    /** Asked for only by a driver that may not send binary arrays; a null would write nothing unnoticed. */
    @Override
    public @Nullable String getValue() {
        throw new IllegalStateException("arrays are sent in binary form only; see allow()");
    }
}
