package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a lane does between two looks at its queue is wait, so how often it looks tells whether it waited.
 * A busy machine may use up its patience at any moment, which every assertion here allows for.
 */
@Timeout(60)
class TurnTest {

    private final Turn turn = new Turn();
    /** When each look was. */
    private final List<Long> looks = new ArrayList<>();

    private long took;

    /** Takes the turn with so many waiting at each look, counted from one. */
    private void take(IntUnaryOperator waiting) {
        looks.clear();
        long began = System.nanoTime();
        turn.take(() -> {
            looks.add(System.nanoTime());
            if (looks.size() > 100_000) {
                throw new AssertionError("it waits for ever");
            }
            return waiting.applyAsInt(looks.size());
        });
        took = System.nanoTime() - began;
    }

    private boolean patienceWasOver() {
        return took >= Turn.PATIENCE_NANOS;
    }

    @Test
    void aloneItGoesAtOnce() {
        for (int batch = 0; batch < 3; batch++) {
            take(look -> 1);
            assertThat(looks).hasSizeLessThan(2);
            turn.give();
        }
    }

    @Test
    void withEnoughItGoesAtOnceWhoeverCommits() {
        take(look -> 1);
        take(look -> Turn.ENOUGH);
        assertThat(looks).hasSize(1);
    }

    @Test
    void withFewItWaitsUntilTheOneThatCommitsGives() {
        take(look -> 1);
        take(look -> {
            if (look == 3) {
                turn.give();
            }
            return Turn.ENOUGH - 1;
        });
        assertThat(looks).hasSizeLessThan(4);
        assertThat(looks.size() == 3 || patienceWasOver()).isTrue();
    }

    @Test
    void withFewItWaitsForAllThatCommit() {
        take(look -> 1);
        take(look -> Turn.ENOUGH);
        take(look -> {
            if (look == 2 || look == 4) {
                turn.give();
            }
            return 1;
        });
        assertThat(looks).hasSizeLessThan(5);
        assertThat(looks.size() == 4 || patienceWasOver()).isTrue();
    }

    @Test
    void whatComesMeanwhileMayBeEnough() {
        take(look -> 1);
        take(look -> Turn.ENOUGH - 3 + look);
        assertThat(looks).hasSizeLessThan(4);
        assertThat(looks.size() == 3 || patienceWasOver()).isTrue();
    }

    @Test
    void itsPatienceEndsThoughNobodyGives() {
        take(look -> 1);
        take(look -> 1);
        assertThat(patienceWasOver()).isTrue();
        long first = looks.get(0);
        assertThat(looks.stream().filter(look -> look - first > Turn.PATIENCE_NANOS))
                .as("looks after its patience is over")
                .hasSizeLessThan(2);
    }
}
