package dev.makegood.empowerment;

/** Somebody's name at the identity provider, the {@code sub} of their tokens: 1 to 200 characters, not blank. */
public record Subject(String value) {

    private static final int LONGEST = 200;

    public Subject {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("expected 1 to 200 characters, not blank, no control characters");
        }
    }

    public static Subject parse(String text) {
        return new Subject(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
