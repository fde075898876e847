package dev.makegood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseDbTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void is_migrated_and_each_connection_is_who_it_says() throws SQLException {
        try (Connection app = database.app().getConnection();
                Connection owner = database.owner();
                Connection reader = database.reader()) {
            assertThat(one(app, "select current_user")).isEqualTo("makegood_app");
            assertThat(one(owner, "select current_user")).isEqualTo("makegood_owner");
            assertThat(one(reader, "select current_user")).isEqualTo("makegood_reader");
            assertThat(one(app, "select count(*) from journal")).isEqualTo("0");
            assertThat(one(app, "show statement_timeout")).isEqualTo("8s");
        }
    }

    @Test
    void lacks_no_migration() throws SQLException {
        try (Database opened = Database.open(database.configuration(), new SecureRandom());
                Connection app = database.app().getConnection()) {
            assertThat(opened.missingMigrations(app)).isEmpty();
        }
    }

    @Test
    void tells_which_migrations_an_empty_database_lacks() throws SQLException {
        try (Database opened = Database.open(database.configuration(), new SecureRandom());
                Connection empty = TestServer.get().connect(Login.POSTGRES, "postgres")) {
            assertThat(opened.missingMigrations(empty)).anyMatch(set -> set.contains("001-units"));
        }
    }

    @Test
    void fails_a_class_that_leaves_a_connection_open() throws SQLException {
        TestDatabase leaky = TestDatabase.open();
        try (Connection forgotten = leaky.owner()) {
            assertThat(one(forgotten, "select 1")).isEqualTo("1");
            assertThatThrownBy(leaky::close).hasMessageContaining("test-makegood_owner");
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
