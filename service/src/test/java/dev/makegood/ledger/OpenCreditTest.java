package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenCreditTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    private static OpenCredit credit(int number, long available, CreditState state, Expiry expiry) {
        UUID id = new UUID((0x0190_0000_0000L + number) << 16 | 0x7000, 0x8000_0000_0000_0000L);
        return new OpenCredit(new CreditId(id), Unit.MILES, 1, available, 0, state, expiry);
    }

    private static Expiry on(int day) {
        return Expiry.endOf(DAY.plusDays(day), ZoneOffset.UTC);
    }

    @Test
    void theSoonestExpiryIsSpentFirstThenTheOldest() {
        List<OpenCredit> order = List.of(
                credit(7, 1, CreditState.ACTIVE, on(0)),
                credit(3, 1, CreditState.ACTIVE, on(1)),
                credit(4, 1, CreditState.GRACE, on(1)),
                credit(2, 1, CreditState.ACTIVE, on(2)),
                credit(1, 1, CreditState.ACTIVE, Expiry.never(ZoneOffset.UTC)),
                credit(5, 1, CreditState.ACTIVE, Expiry.never(ZoneOffset.UTC)));
        List<OpenCredit> shuffled = new ArrayList<>(order);
        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(shuffled.stream().sorted(OpenCredit.SPEND_ORDER)).containsExactlyElementsOf(order);
        }
    }

    @Test
    void activityMovesWhatIsAliveAndOnlyAhead() {
        assertThat(credit(1, 5, CreditState.ACTIVE, on(3)).moved(on(9)).expiry())
                .isEqualTo(on(9));
        assertThat(credit(1, 5, CreditState.ACTIVE, on(9)).moved(on(3)).expiry())
                .isEqualTo(on(9));
        assertThat(credit(1, 5, CreditState.GRACE, on(3)).moved(on(9)).expiry()).isEqualTo(on(3));
        assertThat(credit(1, 0, CreditState.ACTIVE, on(3)).moved(on(9)).expiry())
                .isEqualTo(on(3));
        assertThat(credit(1, 0, CreditState.EXPIRED, on(3)).moved(on(9)).expiry())
                .isEqualTo(on(3));
    }

    /** At no instant is value both spendable and due, and until it is posted it is one of the two. */
    @Test
    void timeDecides() {
        for (CreditState state : List.of(CreditState.ACTIVE, CreditState.GRACE)) {
            OpenCredit credit = credit(1, 5, state, on(0));
            Instant over = DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            assertThat(credit.spendable(over.minusNanos(1))).isTrue();
            assertThat(credit.due(over.minusNanos(1))).isFalse();
            assertThat(credit.spendable(over)).isFalse();
            assertThat(credit.due(over)).isTrue();
        }
        OpenCredit voided = credit(1, 5, CreditState.VOIDED, on(0));
        assertThat(voided.spendable(Instant.EPOCH) || voided.due(Instant.MAX)).isFalse();
    }
}
