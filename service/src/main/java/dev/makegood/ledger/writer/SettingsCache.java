package dev.makegood.ledger.writer;

import dev.makegood.ledger.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The settings of the version that a batch reads in its transaction: read again only when that has
 * moved. All lanes share it.
 */
final class SettingsCache {

    private volatile Settings latest = Settings.EMPTY;
    private volatile boolean filled;

    Settings at(Connection connection, long version) throws SQLException {
        Settings known = latest;
        if (filled && known.version() == version) {
            return known;
        }
        Settings read = SettingsSql.read(connection);
        if (read.version() != version) {
            throw new SQLException("the settings moved under their lock");
        }
        latest = read;
        filled = true;
        return read;
    }
}
