package dev.makegood.platform;

import dev.makegood.demo.Door;
import dev.makegood.finance.Check;
import dev.makegood.finance.KindMovements;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.Principal;
import dev.makegood.ledger.Role;
import dev.makegood.ledger.Submission;
import dev.makegood.ledger.writer.KeyedHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of the service as the demo meets them: callers known by name, keys hashed, the books read only. */
final class DemoDoor implements Door {
    private record Name(Role role, String subject) {}

    private final Wiring wiring;
    private final KeyedHash hash;
    private final Map<Name, Principal> callers = new HashMap<>();

    DemoDoor(Wiring wiring) {
        this.wiring = wiring;
        this.hash = new KeyedHash("demo", wiring.secret().derived("demo"));
    }

    @Override
    public Ledger ledger() {
        return wiring.ledger();
    }

    @Override
    public Principal caller(Role role, String subject) {
        return callers.computeIfAbsent(
                new Name(role, subject),
                name -> new Principal(
                        wiring.principals().resolve(role, subject), role, new Principal.Scope.Everyone(), subject));
    }

    @Override
    public Submission.Key key(Principal caller, String text, Command command) {
        return new Submission.Key(hash.uuid(caller.id().toString(), text), hash.uuid(command.toString()));
    }

    @Override
    public Instant lastRecorded() {
        try (Connection reader = wiring.database().connectAsReader();
                PreparedStatement statement = reader.prepareStatement("select max(recorded_at) from journal");
                ResultSet row = statement.executeQuery()) {
            row.next();
            OffsetDateTime last = row.getObject(1, OffsetDateTime.class);
            return last == null ? Instant.MIN : last.toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("The journal cannot be read.", e);
        }
    }

    @Override
    public List<OfKind> kinds() {
        try (Connection reader = wiring.database().connectAsReader()) {
            return KindMovements.read(reader).stream()
                    .map(of -> new OfKind(
                            of.kind(),
                            of.issued(),
                            of.held(),
                            of.redeemed(),
                            of.settled(),
                            of.reversed(),
                            of.expired()))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The kinds of credits cannot be counted.", e);
        }
    }

    @Override
    public List<String> check() {
        try (Connection reader = wiring.database().connectAsReader()) {
            return Check.run(reader).findings().stream()
                    .map(Check.Finding::toString)
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be checked.", e);
        }
    }
}
