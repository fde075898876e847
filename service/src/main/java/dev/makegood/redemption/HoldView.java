package dev.makegood.redemption;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.makegood.ledger.Account;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Posting;
import dev.makegood.platform.http.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was set aside, until when, and what remains to pay; read by itself, also what became of it. */
record HoldView(
        HoldId id,
        @Nullable CustomerNumber customer,
        @Nullable State state,
        @Nullable Amount total,
        @Nullable Amount toPay,
        @Nullable List<RedemptionView.Bought> purchase,
        List<Line> lines,
        Instant endsAt,
        Instant recordedAt) {

    /** What was set aside of one credit; read by itself, also where that is now. */
    record Line(
            int line,
            CreditId credit,
            Amount amount,
            @Nullable Integer purchaseLine,
            @Nullable Amount held,
            @Nullable Amount captured,
            @Nullable Amount released) {}

    /** How a hold stands, derived from what was taken of it and the time. */
    enum State {
        /** Something is still set aside. */
        @JsonProperty("open")
        OPEN,
        /** All of it was spent. */
        @JsonProperty("captured")
        CAPTURED,
        /** What was not spent was given up. */
        @JsonProperty("released")
        RELEASED,
        /** Its time ran out with something left, which is released. */
        @JsonProperty("ended")
        ENDED
    }

    /** As it was placed. */
    static HoldView of(Entry entry, @Nullable CustomerNumber customer, @Nullable Amount total) {
        RedemptionView.Purchased bought = RedemptionView.Purchased.of(entry);
        List<Line> lines = new ArrayList<>();
        for (Posting posting : entry.effects().postings()) {
            if (posting.to().kind() == Account.Kind.HELD) {
                lines.add(new Line(
                        posting.number(), posting.credit(), posting.amount(), posting.line(), null, null, null));
            }
        }
        return new HoldView(
                new HoldId(entry.id()),
                RedemptionView.byBearer(entry) ? null : customer,
                null,
                total,
                bought.toPay(),
                bought.lines(),
                lines,
                Instant.parse(Refusals.facts(entry).path("endsAt").asText()),
                entry.recordedAt());
    }

    /** As it stands, by what was taken of its lines; from its end on what is left counts as released, posted or not. */
    HoldView now(List<HoldSql.LineRow> rows, boolean over) {
        List<Line> now = new ArrayList<>();
        long held = 0;
        long released = 0;
        long late = 0;
        for (HoldSql.LineRow row : rows) {
            long left = row.amount() - row.captured() - row.released();
            now.add(new Line(
                    row.number(),
                    row.credit(),
                    row.amount(row.amount()),
                    row.line(),
                    row.amount(over ? 0 : left),
                    row.amount(row.captured()),
                    row.amount(row.released() + (over ? left : 0))));
            held += over ? 0 : left;
            late += over ? left : 0;
            released += row.released();
        }
        State stands = held > 0 ? State.OPEN : late > 0 ? State.ENDED : released > 0 ? State.RELEASED : State.CAPTURED;
        return new HoldView(id, customer, stands, total, toPay, purchase, now, endsAt, recordedAt);
    }
}
