package dev.makegood.platform.http;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An exact decimal of zero or more, with ten digits before the point and ten after it at most. It is a text in JSON,
 * where a number might be rounded on its way, and is written without zeros that say nothing.
 */
public record DecimalText(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10})?");

    public DecimalText {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected a text such as \"1.30\", at most ten digits before the point and ten after it");
        }
        value = new BigDecimal(value).stripTrailingZeros().toPlainString();
    }

    public static DecimalText parse(String text) {
        return new DecimalText(text);
    }

    public static DecimalText of(BigDecimal number) {
        return new DecimalText(number.toPlainString());
    }

    public BigDecimal number() {
        return new BigDecimal(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
