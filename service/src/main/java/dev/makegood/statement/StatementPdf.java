package dev.makegood.statement;

import dev.makegood.platform.http.EnumWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;

/** A statement for people: one table for each unit, in the customer's own time. */
final class StatementPdf {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** Time, what, which credit, change of the available, change of the held, available after it. */
    private static final List<PdfPages.Column> COLUMNS = List.of(
            new PdfPages.Column(0, 82, false),
            new PdfPages.Column(84, 46, false),
            new PdfPages.Column(132, 160, false),
            new PdfPages.Column(294, 74, true),
            new PdfPages.Column(370, 62, true),
            new PdfPages.Column(434, 81, true));

    private final Statement statement;
    private final PdfPages pages;

    private StatementPdf(Statement statement, PdfPages pages) {
        this.statement = statement;
        this.pages = pages;
    }

    static byte[] of(Statement statement) {
        try (PDDocument document = new PDDocument();
                PdfPages pages = new PdfPages(document, "Statement")) {
            new StatementPdf(statement, pages).write();
            pages.finish();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        pages.heading("Statement");
        pages.line("Customer " + statement.customer());
        pages.line(time(statement.from()) + " to " + time(statement.to()) + ", in the time of " + statement.zone());
        if (statement.provisional()) {
            pages.line("Provisional: what was recorded last may still change.");
        }
        if (statement.units().isEmpty()) {
            pages.gap();
            pages.line("Nothing was there, and nothing moved.");
        }
        for (Statement.OfUnit unit : statement.units()) {
            pages.gap();
            unit(unit);
        }
    }

    private void unit(Statement.OfUnit unit) throws IOException {
        pages.subheading(unit.unit().code());
        pages.row(COLUMNS, List.of("Time", "Type", "Credit", "Available", "Held", "Balance"));
        pages.rule();
        balance(statement.from(), "Opening balance", unit.opening());
        for (Statement.Movement movement : unit.movements()) {
            movement(movement);
        }
        pages.rule();
        balance(statement.to(), "Closing balance", unit.closing());
    }

    private void balance(Instant at, String what, Statement.Balance balance) throws IOException {
        String held = balance.held().minor() == 0 ? "" : balance.held().display() + " held";
        pages.row(
                COLUMNS,
                List.of(time(at), "", what, "", held, balance.available().display()));
    }

    private void movement(Statement.Movement movement) throws IOException {
        pages.row(
                COLUMNS,
                List.of(
                        time(movement.at()),
                        EnumWords.of(movement.type()),
                        Stream.of(EnumWords.of(movement.kind()), movement.claimNumber(), movement.purchase())
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")),
                        signed(
                                movement.available().amount(),
                                movement.available().display()),
                        signed(movement.held().amount(), movement.held().display()),
                        movement.balance().available().display()));
    }

    private static String signed(long amount, String display) {
        return amount == 0 ? "" : display;
    }

    private String time(Instant instant) {
        ZoneId zone = statement.zone();
        return TIME.format(instant.atZone(zone));
    }
}
