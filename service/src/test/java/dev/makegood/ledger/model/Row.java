package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it stands in the journal: what was asked, what it read, and as text all that it wrote,
 * a line for the entry and one for each row of the other tables.
 */
record Row(
        UUID id,
        UUID owner,
        UUID commandId,
        String name,
        JsonNode command,
        String outcome,
        UUID actor,
        Role role,
        List<Read> heads,
        Instant recordedAt,
        List<String> lines) {

    private static final int UNIT = 3;
    private static final int VERSION = 13;

    /** A head and the version, or the zone, that the entry read of it. */
    record Read(String head, String value) {

        long version() {
            return Long.parseLong(value);
        }
    }

    boolean accepted() {
        return outcome.equals(Entry.ACCEPTED);
    }

    /** Did the ledger do it by itself, because it was time? */
    boolean isDue() {
        return name.equals("expire") || name.equals("end_hold") || isReminder();
    }

    boolean isReminder() {
        return name.equals("remind");
    }

    /** What it says of its outcome. */
    JsonNode facts() {
        String entry = lines.stream()
                .filter(line -> line.startsWith("entry "))
                .findFirst()
                .orElseThrow();
        String facts = entry.split(" ", 4)[2];
        return Lines.parse(facts.equals("-") ? "{}" : facts);
    }

    /** Does it follow from another entry of the same command, which has the answer? */
    boolean isReceived() {
        return name.equals("receive_credit");
    }

    @Nullable
    String read(String head) {
        return heads.stream()
                .filter(read -> read.head.equals(head))
                .map(Read::value)
                .findFirst()
                .orElse(null);
    }

    /** The units whose heads were read. */
    List<Read> units() {
        return heads.stream()
                .filter(read -> Character.isUpperCase(read.head.charAt(0)))
                .toList();
    }

    /** Has this entry rows of this kind for this unit that move its head? A discount moves none. */
    boolean wrote(String table, String unit) {
        return lines.stream()
                .filter(line -> line.startsWith(table + " "))
                .map(line -> line.split(" ", VERSION + 2))
                .anyMatch(column ->
                        column[UNIT].equals(unit) && (column.length <= VERSION || !column[VERSION].equals("-")));
    }
}
