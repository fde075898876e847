package dev.makegood.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one decision as they stood before it, with what it asked for: kept in the journal
 * as text, so that anyone can repeat the comparison. Amounts are minor units of the company's
 * currency.
 */
public record Limits(String level, long version, List<Window> windows) {

    /** One window: its limit (none: not limited), what was used before, and what was asked for. */
    public record Window(
            String name, String period, @Nullable Long limit, long used, long value) {

        public long remaining() {
            return limit == null ? Amount.MAX : Math.max(0, limit - used);
        }

        public boolean fits() {
            return value <= remaining();
        }

        @Override
        public String toString() {
            return name + ":" + period + ":" + (limit == null ? "-" : limit.toString()) + ":" + used + ":" + value;
        }

        static Window parse(String text) {
            String[] part = text.split(":", 5);
            Long limit = part[2].equals("-") ? null : Long.valueOf(part[2]);
            return new Window(part[0], part[1], limit, Long.parseLong(part[3]), Long.parseLong(part[4]));
        }
    }

    public static Limits parse(String text) {
        String[] part = text.split("[@|]", 3);
        List<Window> windows =
                Arrays.stream(part[2].split("\\|", -1)).map(Window::parse).toList();
        return new Limits(part[0], Long.parseLong(part[1]), windows);
    }

    @Override
    public String toString() {
        return level + "@" + version + "|"
                + windows.stream().map(Window::toString).collect(Collectors.joining("|"));
    }
}
