package dev.makegood.ledger.writer;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.CodeWorth;
import dev.makegood.ledger.Credit;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.decision.CodeRule;
import dev.makegood.ledger.decision.Known;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;

/** Tells what a code is worth to who may use it, by the same statements and the same rule as a redemption. */
public final class CodeReader {

    private final DataSource database;
    private final CodeKeys keys;
    private final InstantSource clock;
    private final Ids ids;

    public CodeReader(DataSource database, CodeKeys keys, InstantSource clock, SecureRandom random) {
        this.ids = new Ids(random);
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /** None for any code that this caller could not spend now, for whatever reason. */
    public Optional<CodeWorth> look(Principal actor, Code code) {
        Known known;
        try (Connection connection = database.getConnection()) {
            ArrayColumn.allow(connection.unwrap(BaseConnection.class));
            known = new LocateSql(connection, new CustomerKeys(ids, clock)).locate(code, keys, clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException("the codes could not be read", e);
        }
        if (CodeRule.refused(actor, known, null, code) != null) {
            return Optional.empty();
        }
        Known.Coded coded = Objects.requireNonNull(known.coded(code));
        Credit credit = Objects.requireNonNull(known.credit(coded.credit()));
        return Optional.of(new CodeWorth(credit, coded.standing(), coded.lastFour()));
    }
}
