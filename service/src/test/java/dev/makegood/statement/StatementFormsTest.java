package dev.makegood.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.makegood.credit.CreditKind;
import dev.makegood.credit.PostingType;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.http.SignedAmount;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement as a table and as a document, whatever its texts are. */
class StatementFormsTest {

    private static final Instant FROM = Instant.parse("2026-11-01T05:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-01T06:00:00Z");
    private static final Unit DINAR = Unit.of("KWD");

    private static Statement statement(Statement.OfUnit... units) {
        return new Statement(
                new CustomerNumber("M-1001"), ZoneId.of("America/Chicago"), FROM, TO, false, List.of(units));
    }

    private static Statement.OfUnit unit(Unit unit, int movements, String purchase) {
        List<Statement.Movement> moved = new ArrayList<>();
        Walk.Sum sum = new Walk.Sum(movements, 0);
        for (int i = 0; i < movements; i++) {
            sum = new Walk.Sum(sum.available() - 1, sum.held() + 1);
            moved.add(new Statement.Movement(
                    FROM.plusSeconds(i + 1L),
                    PostingType.REDEEM,
                    new CreditId(new UUID(1, i)),
                    CreditKind.VOUCHER,
                    ClaimNumber.parse("CLM-2026-0004271-9"),
                    new EntryId(new UUID(2, i)),
                    purchase,
                    SignedAmount.of(-1, unit),
                    SignedAmount.of(1, unit),
                    Statement.Balance.of(sum, unit)));
        }
        return new Statement.OfUnit(
                unit, Statement.Balance.of(new Walk.Sum(movements, 0), unit), moved, Statement.Balance.of(sum, unit));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void a_table_has_minor_units_and_decimals_of_the_units_own_scale() {
        String csv = new String(StatementCsv.of(statement(unit(DINAR, 1, "ORDER-1"), unit(Unit.MILES, 0, ""))), UTF_8);
        assertThat(csv).endsWith("\r\n").isEqualToNormalizingNewlines("""
                        customer,unit,at,type,credit,kind,claimNumber,purchase,entry,available,held,balanceAvailable,\
                        balanceHeld,availableDecimal,heldDecimal,balanceAvailableDecimal,balanceHeldDecimal
                        M-1001,KWD,2026-11-01T05:00:00Z,opening,,,,,,,,1,0,,,0.001,0.000
                        M-1001,KWD,2026-11-01T05:00:01Z,redeem,crd_0000000000000g000000000000,voucher,\
                        CLM-2026-0004271-9,ORDER-1,jrn_00000000000010000000000000,-1,1,0,1,-0.001,0.001,0.000,0.001
                        M-1001,KWD,2026-12-01T06:00:00Z,closing,,,,,,,,0,1,,,0.000,0.001
                        M-1001,MILES,2026-11-01T05:00:00Z,opening,,,,,,,,0,0,,,0,0
                        M-1001,MILES,2026-12-01T06:00:00Z,closing,,,,,,,,0,0,,,0,0
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
    void no_text_of_a_table_is_a_formula(String purchase) throws IOException {
        List<CsvRecord> records = records(purchase);
        assertThat(records.get(2).getField(7)).isEqualTo("'" + purchase);
        // Numbers stay numbers, below zero too.
        assertThat(records.get(2).getField(9)).isEqualTo("-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDER \"7\", blue", "two\r\nlines", "plain", "日本 🎁"})
    void a_text_of_a_table_is_read_again_as_it_was(String purchase) throws IOException {
        assertThat(records(purchase).get(2).getField(7)).isEqualTo(purchase);
    }

    private static List<CsvRecord> records(String purchase) throws IOException {
        String csv = new String(StatementCsv.of(statement(unit(DINAR, 1, purchase))), UTF_8);
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            List<CsvRecord> records = reader.stream().toList();
            assertThat(records)
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line.getFieldCount()).isEqualTo(17));
            return records;
        }
    }

    @Test
    void a_document_tells_it_in_the_customers_own_time() throws IOException {
        String text = text(StatementPdf.of(statement(unit(Unit.USD, 2, "ORDER-1"), unit(Unit.MILES, 0, ""))));
        assertThat(text)
                .contains("Statement", "Customer M-1001")
                .contains("2026-11-01 00:00 to 2026-12-01 00:00, in the time of America/Chicago")
                .contains("voucher, CLM-2026-0004271-9, ORDER-1", "USD -0.01", "USD 0.02 held")
                .contains("Opening balance", "Closing balance", "MILES", "Page 1 of 1");
        assertThat(text(StatementPdf.of(statement()))).contains("Nothing was there, and nothing moved.");
    }

    @Test
    void a_sign_that_the_font_has_not_is_a_question_mark() throws IOException {
        String text = text(StatementPdf.of(statement(unit(Unit.USD, 1, "Ωμ 日本 🎁\n\u0000 x"))));
        assertThat(text).contains("Ωμ ?? ??? x");
    }

    @Test
    void a_long_text_is_cut_and_does_not_run_into_the_next_column() throws IOException {
        String text = text(StatementPdf.of(statement(unit(Unit.USD, 1, "x".repeat(300)))));
        assertThat(text).contains("CLM-2026-0004271-9, x").doesNotContain("x".repeat(50));
        assertThat(text).contains("USD -0.01");
    }

    @Test
    void the_longest_statement_is_a_document_of_many_numbered_pages() throws IOException {
        byte[] pdf = StatementPdf.of(statement(unit(Unit.USD, Statements.MOST_ROWS, "ORDER-1")));
        assertThat(pdf).hasSizeLessThan(8_000_000);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(100);
            PDFTextStripper last = new PDFTextStripper();
            last.setStartPage(pages);
            assertThat(last.getText(document)).contains("Closing balance", "Page " + pages + " of " + pages);
        }
        assertThat(StatementCsv.of(statement(unit(Unit.USD, Statements.MOST_ROWS, "ORDER-1"))))
                .hasSizeLessThan(8_000_000);
    }
}
