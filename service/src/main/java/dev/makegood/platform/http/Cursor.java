package dev.makegood.platform.http;

/** Where a page ended, as the client hands it back: opaque, and worth nothing until {@link Pages} opened it. */
public record Cursor(String text) {

    /** The longest cursor that is looked at. */
    static final int MAX_LENGTH = 1000;

    public Cursor {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("expected a cursor from the field next of a page");
        }
    }

    public static Cursor parse(String text) {
        return new Cursor(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
