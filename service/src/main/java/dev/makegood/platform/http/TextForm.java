package dev.makegood.platform.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a value type looks as text, in JSON as in a path or a query: one form for both. Any record of ours
 * with a static {@code parse(String)} has one, and so have instants, dates and zones.
 *
 * @param accepted what is accepted, for the problem that a wrong text gets
 */
record TextForm<T>(Class<T> type, Function<String, T> parser, String accepted) {

    /** What the database keeps exactly and the contract documents: this century, in microseconds at most. */
    private static final Pattern UTC = Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private static final TextForm<Instant> INSTANT = new TextForm<>(
            Instant.class, TextForm::instant, "must be an RFC 3339 date and time in UTC such as 2026-03-01T12:00:00Z");
    private static final TextForm<LocalDate> DATE =
            new TextForm<>(LocalDate.class, TextForm::date, "must be a date such as 2026-03-01");
    private static final TextForm<ZoneId> ZONE =
            new TextForm<>(ZoneId.class, TextForm::zone, "must be a time zone name such as America/Chicago");

    /** The form of the type, or null when the type is not written as one text. */
    static @Nullable TextForm<?> of(Class<?> type) {
        if (type == Instant.class) {
            return INSTANT;
        }
        if (type == LocalDate.class) {
            return DATE;
        }
        if (type == ZoneId.class) {
            return ZONE;
        }
        return type.isRecord() && type.getName().startsWith("dev.makegood.") ? ofRecord(type) : null;
    }

    /** @throws NotOfFormException saying what is accepted, for a text that has not this form */
    T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            // Our own value types say what they expect; the JDK's messages repeat the value instead.
            String said = e.getMessage();
            if (type.isRecord() && said != null && said.startsWith("expected ")) {
                throw new NotOfFormException("must be " + said.substring("expected ".length()));
            }
            throw new NotOfFormException(accepted);
        } catch (DateTimeException e) {
            throw new NotOfFormException(accepted);
        }
    }

    /** Says what would have been accepted; it has no stack, since it is an answer and not a fault. */
    static final class NotOfFormException extends RuntimeException {
        NotOfFormException(String accepted) {
            super(accepted, null, false, false);
        }

        String accepted() {
            return String.valueOf(getMessage());
        }
    }

    private static <T> @Nullable TextForm<T> ofRecord(Class<T> type) {
        MethodHandle parse;
        try {
            parse = MethodHandles.publicLookup()
                    .findStatic(type, "parse", MethodType.methodType(type, String.class))
                    .asType(MethodType.methodType(Object.class, String.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
        return new TextForm<>(
                type, text -> type.cast(invoke(parse, text)), "must be a valid " + words(type.getSimpleName()));
    }

    private static Object invoke(MethodHandle parse, String text) {
        try {
            return (Object) parse.invokeExact(text);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    static Instant instant(String text) {
        if (!UTC.matcher(text).matches()) {
            throw new DateTimeException("not in UTC, finer than a microsecond, or not of this century");
        }
        return Instant.parse(text);
    }

    static LocalDate date(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new DateTimeException("not four digits of a year, two of a month and two of a day");
        }
        return LocalDate.parse(text);
    }

    private static ZoneId zone(String text) {
        if (!text.equals("UTC") && text.indexOf('/') < 0) {
            throw new DateTimeException("not a region");
        }
        return ZoneId.of(text);
    }
}
