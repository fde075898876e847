package dev.makegood.ledger.model;

import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reminders of what will expire, and what becomes of those that did not arrive. */
final class Reminding {

    private static final List<Integer> MARKS = List.of(1, 7, 30, 90);
    private static final int EXTENDED_DAYS = 60;
    private static final int EXTENDED_TIMES = 2;

    /** A reminder of the model. */
    static final class Reminder {
        final UUID owner;
        final String unit;
        final List<UUID> credits;
        boolean reported;

        Reminder(UUID owner, String unit, List<UUID> credits) {
            this.owner = owner;
            this.unit = unit;
            this.credits = credits;
        }
    }

    private final Model model;
    private final Row row;
    private final Page page;

    Reminding(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    /** All that ends on that day and is live, at the latest mark that was ahead when one of them got its date. */
    List<String> remind() {
        String unit = Lines.required(row.command(), "unit");
        LocalDate on = LocalDate.parse(Lines.required(row.command(), "expiresOn"));
        Wallet wallet = model.wallet(row.owner(), unit);
        List<Lot> ending = wallet.lots.stream()
                .filter(lot -> lot.spendable(page.now) && on.equals(lot.expiry.on()))
                .toList();
        int days = ending.stream().mapToInt(this::wants).min().orElse(Integer.MAX_VALUE);
        if (days == Integer.MAX_VALUE || !wallet.reminded.add(on + " " + days)) {
            return List.of("nothing to be reminded of on " + on + " at " + days + " days");
        }
        List<UUID> credits = ending.stream()
                .map(lot -> lot.terms.id())
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
        model.reminders.put(row.id(), new Reminder(row.owner(), unit, credits));
        page.add("reminder", unit, days, on, credits);
        return page.accepted(Map.of());
    }

    /** The latest mark that a credit has reached, if it was ahead when it got its date. */
    private int wants(Lot lot) {
        LocalDate on = Objects.requireNonNull(lot.expiry.on());
        for (int days : MARKS) {
            Instant mark = on.minusDays(days).atStartOfDay(lot.expiry.zone()).toInstant();
            if (!mark.isAfter(page.now)) {
                return mark.isAfter(lot.dated) ? days : Integer.MAX_VALUE;
            }
        }
        return Integer.MAX_VALUE;
    }

    List<String> report() {
        String name = name();
        Reminder reminder = reminder();
        Map<String, String> facts = Map.of("reminder", name);
        if (row.role() == Role.SYSTEM && model.policy.agent(row.actor()) == null) {
            return page.refused("agent_inactive", facts);
        }
        if (reminder.reported) {
            return page.refused("already_reported", facts);
        }
        boolean delivered = row.command().get("delivered").asBoolean();
        if (!delivered) {
            List<Lot> all = reminder.credits.stream()
                    .map(id -> Objects.requireNonNull(model.lots.get(id)))
                    .toList();
            List<Lot> live = all.stream().filter(lot -> lot.moves(page.now)).toList();
            if (live.isEmpty() && all.stream().anyMatch(lot -> lot.passed(page.now))) {
                return page.refused("credit_expired", facts);
            }
            live.forEach(this::extend);
        }
        reminder.reported = true;
        page.add("reminder_report", Ids.reminder(name), delivered ? "delivered" : "undelivered");
        return page.accepted(facts);
    }

    boolean reported() {
        return reminder().reported;
    }

    private Reminder reminder() {
        return Objects.requireNonNull(model.reminders.get(Ids.reminder(name())), name());
    }

    private String name() {
        return Lines.required(row.command(), "reminder");
    }

    private void extend(Lot lot) {
        if (lot.extended < EXTENDED_TIMES) {
            lot.extended++;
            ZoneId zone = ZoneId.of(Objects.requireNonNull(row.read("zone")));
            LocalDate on = Objects.requireNonNull(lot.expiry.on()).plusDays(EXTENDED_DAYS);
            lot.lasts(Expiry.endOf(on, zone), page.now);
            page.change(model.wallet(row.owner(), lot.terms.unit()), lot, "undelivered");
        }
    }
}
