package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.platform.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class OutboxDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** A day with rows in the default partition cannot get its own any more, and would never be dropped. */
    @Test
    void aNewLedgerHasItsDaysBeforeItWritesAnything() {
        LedgerFixture given = new LedgerFixture(DATABASE);
        try {
            assertThat(given.number("""
                    select count(*) from generate_series(current_date, current_date + 6, interval '1 day') as day
                    where to_regclass('outbox_' || to_char(day, 'YYYYMMDD')) is not null
                    """)).isEqualTo(7);
            given.withPolicy();
            assertThat(given.number("select count(*) from outbox")).isPositive();
            assertThat(given.number("select count(*) from outbox_default")).isZero();
        } finally {
            given.close();
        }
    }
}
