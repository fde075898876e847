package dev.makegood.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void finds_nothing_in_an_empty_ledger_and_needs_no_more_than_to_read() throws SQLException {
        try (Connection reader = database.reader()) {
            assertThat(Check.run(reader).findings()).isEmpty();
            assertThat(reader.getAutoCommit()).isTrue();
        }
    }
}
