package dev.makegood.empowerment;

import java.util.regex.Pattern;

/** The company's own word for a level or a cost centre: 1 to 40 upper-case letters, digits or {@code _}, a letter first. */
public record CodeWord(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

    public CodeWord {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 1 to 40 upper-case letters, digits or '_', a letter first");
        }
    }

    public static CodeWord parse(String text) {
        return new CodeWord(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
