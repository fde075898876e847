package dev.makegood.platform.http;

/** Words for people, kept apart from the journal: 1 to 2,000 characters, without control characters but for tab and line ends. */
public record FreeText(String value) {

    private static final int LONGEST = 2000;

    public FreeText {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > LONGEST || value.chars().anyMatch(FreeText::controls)) {
            throw new IllegalArgumentException("expected 1 to 2000 characters, no control characters");
        }
    }

    public static FreeText parse(String text) {
        return new FreeText(text);
    }

    private static boolean controls(int symbol) {
        return (symbol < ' ' && symbol != '\t' && symbol != '\n' && symbol != '\r') || symbol == 0x7f;
    }

    @Override
    public String toString() {
        return value;
    }
}
