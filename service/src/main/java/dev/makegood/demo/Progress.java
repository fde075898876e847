package dev.makegood.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How far the demo is, and how fast: one line that is rewritten on a terminal, else a line now and then. */
final class Progress {

    private static final int BAR = 30;
    private static final int LINES = 10;
    private static final long REDRAW_NANOS = 100_000_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final boolean terminal;
    private final long all;
    private final long begin = System.nanoTime();
    private long drawn = begin;
    private long lines;

    Progress(PrintStream out, boolean terminal, long all) {
        this.out = out;
        this.terminal = terminal;
        this.all = all;
    }

    /** So many are done, and in the demo it is then. */
    void at(long done, Instant then) {
        long now = System.nanoTime();
        boolean last = done >= all;
        if (terminal && (last || now - drawn >= REDRAW_NANOS)) {
            drawn = now;
            out.print("\r" + bar(done) + " " + text(done, then, now) + (last ? "\n" : ""));
            out.flush();
        } else if (!terminal && done * LINES / Math.max(1, all) > lines) {
            lines = done * LINES / Math.max(1, all);
            out.println(text(done, then, now).stripTrailing());
        }
    }

    private String bar(long done) {
        int full = (int) (done * BAR / Math.max(1, all));
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }

    private String text(long done, Instant then, long now) {
        double seconds = Math.max(1e-3, (now - begin) / 1e9);
        return String.format(
                Locale.ROOT,
                "%3d %%  %,d of %,d remedies  %,.0f/s  %-11s",
                done * 100 / Math.max(1, all),
                done,
                all,
                done / seconds,
                DAY.format(then));
    }
}
