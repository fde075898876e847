package dev.makegood.redemption;

import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was spent of a hold: a redemption, with the hold that it was set aside in. */
record CaptureView(
        RedemptionId id,
        HoldId hold,
        @Nullable CustomerNumber customer,
        List<RedemptionView.Line> lines,
        Instant recordedAt) {

    static CaptureView of(Entry entry, HoldId hold, @Nullable CustomerNumber customer) {
        return new CaptureView(
                new RedemptionId(entry.id()), hold, customer, RedemptionView.lines(entry), entry.recordedAt());
    }
}
