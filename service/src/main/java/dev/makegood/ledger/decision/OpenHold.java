package dev.makegood.ledger.decision;

import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.EntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a hold still sets aside of one unit, line by line as it was drawn. */
public record OpenHold(EntryId id, Instant endsAt, List<Line> lines) {

    /** What is left of one of its postings. */
    public record Line(int number, CreditId credit, long left) {}

    public OpenHold {
        lines = List.copyOf(lines);
    }

    boolean ended(Instant now) {
        return !now.isBefore(endsAt);
    }

    long left() {
        return lines.stream().mapToLong(Line::left).sum();
    }

    /** With one line more. */
    public OpenHold more(Line line) {
        List<Line> all = new ArrayList<>(lines);
        all.add(line);
        return new OpenHold(id, endsAt, all);
    }

    /** With so much less of one of its lines. */
    OpenHold less(int number, long part) {
        return new OpenHold(
                id,
                endsAt,
                lines.stream()
                        .map(line -> line.number == number ? new Line(number, line.credit, line.left - part) : line)
                        .filter(line -> line.left > 0)
                        .toList());
    }
}
