package dev.makegood.statement;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.EnumWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A statement as a table by RFC 4180: a line for each opening balance, each movement and each closing balance. */
final class StatementCsv {

    private static final String[] HEADER = {
        "customer",
        "unit",
        "at",
        "type",
        "credit",
        "kind",
        "claimNumber",
        "purchase",
        "entry",
        "available",
        "held",
        "balanceAvailable",
        "balanceHeld",
        "availableDecimal",
        "heldDecimal",
        "balanceAvailableDecimal",
        "balanceHeldDecimal"
    };

    /** With which a spreadsheet takes a cell for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final Statement statement;
    private final CsvWriter csv;

    private StatementCsv(Statement statement, CsvWriter csv) {
        this.statement = statement;
        this.csv = csv;
    }

    static byte[] of(Statement statement) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(bytes, StandardCharsets.UTF_8)) {
            csv.writeRecord(HEADER);
            StatementCsv table = new StatementCsv(statement, csv);
            statement.units().forEach(table::unit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void unit(Statement.OfUnit of) {
        balance(of.unit(), statement.from(), "opening", of.opening());
        of.movements().forEach(movement -> movement(of.unit(), movement));
        balance(of.unit(), statement.to(), "closing", of.closing());
    }

    private void balance(Unit unit, Instant at, String type, Statement.Balance balance) {
        line(unit, at, type, null, balance);
    }

    private void movement(Unit unit, Statement.Movement movement) {
        line(unit, movement.at(), EnumWords.of(movement.type()), movement, movement.balance());
    }

    private void line(
            Unit unit, Instant at, String type, Statement.@Nullable Movement movement, Statement.Balance after) {
        long available = movement == null ? 0 : movement.available().amount();
        long held = movement == null ? 0 : movement.held().amount();
        csv.writeRecord(
                text(statement.customer()),
                unit.code(),
                at.toString(),
                type,
                text(movement == null ? null : movement.credit()),
                text(movement == null ? null : EnumWords.of(movement.kind())),
                text(movement == null ? null : movement.claimNumber()),
                text(movement == null ? null : movement.purchase()),
                text(movement == null ? null : movement.entry()),
                movement == null ? "" : Long.toString(available),
                movement == null ? "" : Long.toString(held),
                Long.toString(after.available().minor()),
                Long.toString(after.held().minor()),
                movement == null ? "" : decimal(available, unit),
                movement == null ? "" : decimal(held, unit),
                decimal(after.available().minor(), unit),
                decimal(after.held().minor(), unit));
    }

    private static String decimal(long minor, Unit unit) {
        return BigDecimal.valueOf(minor, unit.scale()).toPlainString();
    }

    /** A text that looks like a formula is told apart by an apostrophe; numbers are ours and stay numbers. */
    static String text(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
