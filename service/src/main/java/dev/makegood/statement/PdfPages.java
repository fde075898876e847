package dev.makegood.statement;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Lines and rows of text on as many pages as they take, numbered at the foot. The font is the one that comes with
 * the library, of which the document carries what it uses, so that no font is looked for on the machine; a sign that
 * it has not is written as a question mark.
 */
final class PdfPages implements AutoCloseable {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 40;
    private static final float SMALL = 8;
    private static final float NORMAL = 10;
    private static final float LARGE = 16;
    private static final float LEADING = 1.4f;
    private static final float THOUSANDTHS = 1000;

    /** Where a column starts and how wide it is; text that does not fit is cut. */
    record Column(float x, float width, boolean toTheRight) {}

    private final PDDocument document;
    private final TrueTypeFont glyphs;
    private final CmapLookup signs;
    private final PDType0Font font;
    private @Nullable PDPageContentStream content;
    private float y;

    PdfPages(PDDocument document, String title) throws IOException {
        this.document = document;
        document.getDocumentInformation().setTitle(title);
        try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
            if (file == null) {
                throw new IOException("the library carries its font no more");
            }
            this.glyphs = new TTFParser().parse(new RandomAccessReadBuffer(file));
        }
        this.signs = glyphs.getUnicodeCmapLookup();
        this.font = PDType0Font.load(document, glyphs, true);
    }

    void heading(String text) throws IOException {
        text(text, LARGE);
    }

    void subheading(String text) throws IOException {
        text(text, NORMAL + 2);
    }

    void line(String text) throws IOException {
        text(text, NORMAL);
    }

    void gap() {
        y -= NORMAL;
    }

    void rule() throws IOException {
        PDPageContentStream page = room(SMALL / 2);
        page.setLineWidth(0.5f);
        page.moveTo(MARGIN, y + SMALL / 2);
        page.lineTo(PDRectangle.A4.getWidth() - MARGIN, y + SMALL / 2);
        page.stroke();
    }

    void row(List<Column> columns, List<String> cells) throws IOException {
        PDPageContentStream page = room(SMALL * LEADING);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String cell = cut(written(cells.get(i)), column.width());
            float indent = column.toTheRight() ? column.width() - width(cell, SMALL) : 0;
            show(page, cell, SMALL, MARGIN + column.x() + indent, y);
        }
    }

    private void text(String text, float size) throws IOException {
        PDPageContentStream page = room(size * LEADING);
        show(page, written(text), size, MARGIN, y);
    }

    /** Goes down by so much, on a new page if this one is full. */
    private PDPageContentStream room(float height) throws IOException {
        PDPageContentStream page = content;
        if (page == null || y - height < 2 * MARGIN) {
            endPage();
            PDPage fresh = new PDPage(PDRectangle.A4);
            document.addPage(fresh);
            page = new PDPageContentStream(document, fresh);
            content = page;
            y = PDRectangle.A4.getHeight() - MARGIN;
        }
        y -= height;
        return page;
    }

    private void show(PDPageContentStream page, String text, float size, float x, float atY) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, atY);
        page.showText(text);
        page.endText();
    }

    private String written(String text) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().forEach(sign -> written.appendCodePoint(signs.getGlyphId(sign) == 0 ? '?' : sign));
        return written.toString();
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / THOUSANDTHS * size;
    }

    private String cut(String text, float room) throws IOException {
        String kept = text;
        while (width(kept, SMALL) > room) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept;
    }

    /** Numbers the pages; nothing can be written after it. */
    void finish() throws IOException {
        endPage();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream foot =
                    new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true)) {
                show(foot, "Page " + (i + 1) + " of " + pages, SMALL, MARGIN, MARGIN);
            }
        }
    }

    private void endPage() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    /** After the document was saved, which takes from the font what it used. */
    @Override
    public void close() throws IOException {
        endPage();
        glyphs.close();
    }
}
