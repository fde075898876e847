package dev.makegood.ledger.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A hold of the model: for whom, until when, and line by line what it still sets aside. */
final class Holding {

    final UUID id;
    final UUID owner;

    /** The account that it is captured to. */
    final String to;

    final Instant endsAt;

    /** Was it placed by bearers' codes alone? */
    final boolean bearer;

    final List<Line> lines = new ArrayList<>();

    /** What was set aside of one credit, and what is left of that. */
    static final class Line {
        final Lot lot;
        final int number;
        final Taking.Take take;
        final boolean inGrace;
        long left;

        Line(Lot lot, int number, Taking.Take take) {
            this.lot = lot;
            this.number = number;
            this.take = take;
            this.inGrace = lot.inGrace();
            this.left = take.amount;
        }
    }

    Holding(UUID id, UUID owner, String to, Instant endsAt, boolean bearer) {
        this.id = id;
        this.owner = owner;
        this.to = to;
        this.endsAt = endsAt;
        this.bearer = bearer;
    }

    /** In the order of their codes. */
    Set<String> units() {
        Set<String> units = new TreeSet<>();
        lines.forEach(line -> units.add(line.lot.terms.unit()));
        return units;
    }

    List<Line> open(String unit) {
        return lines.stream()
                .filter(line -> line.left > 0 && line.lot.terms.unit().equals(unit))
                .toList();
    }

    long left(String unit) {
        return open(unit).stream().mapToLong(line -> line.left).sum();
    }
}
