package dev.makegood.reminder;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whether a reminder reached its customer, as far as who sent it knows. */
public enum Delivered {
    @JsonProperty("delivered")
    DELIVERED,
    @JsonProperty("undelivered")
    UNDELIVERED;

    static Delivered of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
