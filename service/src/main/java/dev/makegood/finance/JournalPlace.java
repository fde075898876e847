package dev.makegood.finance;

import dev.makegood.finance.JournalSql.EntryRow;
import java.util.Comparator;
import java.util.List;

/** A place in the order of commit: the epoch, the transaction, and the place in it. */
public record JournalPlace(int epoch, long xid, int ordinal) implements Comparable<JournalPlace> {

    private static final Comparator<JournalPlace> ORDER = Comparator.comparingInt(JournalPlace::epoch)
            .thenComparingLong(JournalPlace::xid)
            .thenComparingInt(JournalPlace::ordinal);

    static final JournalPlace START = new JournalPlace(0, 0, 0);

    /** As a cursor holds it. */
    public static JournalPlace of(List<String> cursor) {
        return new JournalPlace(
                Integer.parseInt(cursor.get(0)), Long.parseLong(cursor.get(1)), Integer.parseInt(cursor.get(2)));
    }

    static JournalPlace of(EntryRow row) {
        return new JournalPlace(row.epoch(), row.xid(), row.ordinal());
    }

    /** As a cursor holds it. */
    public List<String> cursor() {
        return List.of(Integer.toString(epoch), Long.toString(xid), Integer.toString(ordinal));
    }

    @Override
    public int compareTo(JournalPlace other) {
        return ORDER.compare(this, other);
    }
}
