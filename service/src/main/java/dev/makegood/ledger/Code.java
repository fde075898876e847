package dev.makegood.ledger;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the holder of a voucher or a certificate shows: 80 random bits as 16 symbols of Crockford's base 32, and a check
 * symbol of the same alphabet. Printed as {@code MG-7K3M-9QXT-4HNP-ZR5W-0}; read in any case, with or without the
 * prefix, spaces and hyphens, O for 0, I and L for 1. It shows itself to who asks for it and to nobody else: its text
 * form is masked, so no log and no message can hold it.
 *
 * <p>The check symbol makes the sum of all 17 symbols, each times its own power of x, zero in the field of 32 elements
 * (polynomials over GF(2) modulo x^5 + x^2 + 1, in which x generates all 31 non-zero elements). One wrong symbol adds a
 * non-zero difference times a non-zero power: never zero. Two symbols a and b that change places add (a - b) times the
 * difference of two different powers: never zero either, for neighbours as for any other pair.
 */
public record Code(String symbols) {

    /** Random symbols and the check symbol. */
    public static final int LENGTH = 17;

    private static final String EXAMPLE = "MG-7K3M-9QXT-4HNP-ZR5W-0";
    private static final String PREFIX = "MG";
    private static final int GROUP = 4;
    private static final int SHOWN = 4;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int[] VALUES = new int[128];

    /** x^5 + x^2 + 1, which cannot be divided and whose root generates the field. */
    private static final int MODULUS = 0b100101;

    static {
        Arrays.fill(VALUES, -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = i;
            VALUES[Character.toLowerCase(ALPHABET.charAt(i))] = i;
        }
        for (char zero : new char[] {'O', 'o'}) {
            VALUES[zero] = 0;
        }
        for (char one : new char[] {'I', 'i', 'L', 'l'}) {
            VALUES[one] = 1;
        }
    }

    /** Takes the 17 symbols in upper case, the last of which must fit the others. */
    public Code {
        if (symbols.length() != LENGTH || !symbols.chars().allMatch(Code::isSymbol) || sum(symbols) != 0) {
            throw refused();
        }
    }

    /** A new one, which nobody can guess. */
    public static Code random(SecureRandom random) {
        StringBuilder symbols = new StringBuilder(LENGTH);
        for (int i = 1; i < LENGTH; i++) {
            symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Code(symbols.append(ALPHABET.charAt(timesX(sum(symbols)))).toString());
    }

    /** @throws IllegalArgumentException for what is no code or has a wrong symbol; it does not repeat the text */
    public static Code parse(String text) {
        StringBuilder symbols = new StringBuilder(LENGTH);
        String bare = text.strip();
        if (bare.length() > LENGTH
                && bare.substring(0, PREFIX.length()).toUpperCase(Locale.ROOT).equals(PREFIX)) {
            bare = bare.substring(PREFIX.length());
        }
        for (int i = 0; i < bare.length(); i++) {
            char read = bare.charAt(i);
            int value = read < VALUES.length ? VALUES[read] : -1;
            if (value >= 0) {
                symbols.append(ALPHABET.charAt(value));
            } else if (read != ' ' && read != '-') {
                throw refused();
            }
        }
        // Grouped and without the prefix, a code that begins with MG is longer than its symbols too.
        String found = symbols.toString();
        return new Code(found.length() == LENGTH - PREFIX.length() ? PREFIX + found : found);
    }

    private static boolean isSymbol(int symbol) {
        return symbol < VALUES.length && VALUES[symbol] >= 0 && ALPHABET.charAt(VALUES[symbol]) == symbol;
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("expected a code such as " + EXAMPLE + ", in which no symbol is wrong");
    }

    /** The symbols' sum, the last times 1, the one before times x, and so on; zero for a whole code. */
    private static int sum(CharSequence symbols) {
        int sum = 0;
        for (int i = 0; i < symbols.length(); i++) {
            sum = timesX(sum) ^ VALUES[symbols.charAt(i)];
        }
        return sum;
    }

    private static int timesX(int element) {
        int shifted = element << 1;
        return (shifted & 0b100000) == 0 ? shifted : shifted ^ MODULUS;
    }

    /** The whole code as it is printed, for the one answer that shows it. */
    public String reveal() {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < LENGTH; i += GROUP) {
            text.append('-').append(symbols, i, Math.min(i + GROUP, LENGTH));
        }
        return text.toString();
    }

    /** By which its holder knows it again. */
    public String lastFour() {
        return symbols.substring(LENGTH - SHOWN);
    }

    @Override
    public String toString() {
        return PREFIX + "-****-" + lastFour();
    }
}
