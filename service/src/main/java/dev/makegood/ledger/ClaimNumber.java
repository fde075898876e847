package dev.makegood.ledger;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that a customer is told, as {@code CLM-2026-0004271-9}: the year, a number of at least
 * seven digits, and the check digit of Luhn (ISO/IEC 7812-1) over both. Refuses a wrong check digit.
 */
public record ClaimNumber(int year, long number) {

    private static final Pattern FORM = Pattern.compile("CLM-(\\d{4})-(\\d{7,12})-(\\d)");

    public ClaimNumber {
        if (year < 1000 || year > 9999 || number < 1 || number > 999_999_999_999L) {
            throw new IllegalArgumentException("expected a claim number such as CLM-2026-0004271-9");
        }
    }

    public static ClaimNumber parse(String text) {
        Matcher parts = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (parts.matches()) {
            ClaimNumber claim = new ClaimNumber(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
            if (claim.toString().equals(parts.group())) {
                return claim;
            }
        }
        throw new IllegalArgumentException("expected a claim number such as CLM-2026-0004271-9");
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return (10 - sum % 10) % 10;
    }

    @Override
    public String toString() {
        String padded = Long.toString(number);
        padded = "0".repeat(Math.max(0, 7 - padded.length())) + padded;
        return "CLM-" + year + "-" + padded + "-" + luhn(year + padded);
    }
}
