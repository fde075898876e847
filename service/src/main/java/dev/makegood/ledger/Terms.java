package dev.makegood.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a credit gives and under which restrictions, as it was agreed and never changes. What a caller
 * wrote for people stands elsewhere, so that it can be erased; the terms name it only.
 */
public record Terms(Benefit benefit, Restrictions restrictions, Map<Wording, TextId> texts) {

    /** Money or miles to spend on anything: what a draw by unit takes, and what needs no words. */
    public static final Terms PLAIN = new Terms(Benefit.MONEY, Restrictions.NONE, Map.of());

    /** What is written about a credit for people. */
    public enum Wording {
        /** What the thing is. */
        DESCRIPTION,
        SKU,
        SUPPLIER,
        TRACKING,
        /** The personal note; its author is the giver. */
        NOTE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Terms {
        texts = Map.copyOf(texts);
    }

    public boolean plain() {
        return equals(PLAIN);
    }

    /** One line of members, sorted as they are written here; none for plain terms. */
    public @Nullable String text() {
        if (plain()) {
            return null;
        }
        StringJoiner text = new StringJoiner(";");
        if (benefit instanceof Benefit.Percent percent) {
            text.add("percent=" + percent.percent());
            put(text, "cap", percent.cap());
            put(text, "spend", percent.averageSpend());
        } else if (benefit instanceof Benefit.Item item) {
            text.add("item=" + item.value());
            put(text, "stock", item.sku());
        } else if (benefit instanceof Benefit.Receipt) {
            text.add("receipt=");
        } else if (benefit instanceof Benefit.Gift gift) {
            text.add("gift=" + gift.cost());
        }
        put(text, "minimum", restrictions.minimumSpend());
        put(text, "for", restrictions.categories().isEmpty() ? null : String.join(",", restrictions.categories()));
        put(text, "holder", restrictions.holder());
        put(text, "from", restrictions.validFrom());
        put(text, "alone", restrictions.combinable() ? null : "");
        for (Wording wording : Wording.values()) {
            TextId id = texts.get(wording);
            put(text, wording.word(), id == null ? null : id.value());
        }
        return text.toString();
    }

    private static void put(StringJoiner text, String name, @Nullable Object value) {
        if (value != null) {
            text.add(name + "=" + value);
        }
    }

    public static Terms parse(@Nullable String text) {
        if (text == null) {
            return PLAIN;
        }
        Map<String, String> members = new HashMap<>();
        Arrays.stream(text.split(";", -1))
                .map(member -> member.split("=", 2))
                .forEach(member -> members.put(member[0], member[1]));
        String categories = members.get("for");
        String holder = members.get("holder");
        String from = members.get("from");
        Map<Wording, TextId> texts = new EnumMap<>(Wording.class);
        for (Wording wording : Wording.values()) {
            String id = members.get(wording.word());
            if (id != null) {
                texts.put(wording, new TextId(UUID.fromString(id)));
            }
        }
        return new Terms(
                benefit(members),
                new Restrictions(
                        number(members, "minimum"),
                        categories == null ? List.of() : List.of(categories.split(",", -1)),
                        holder == null ? null : Restrictions.Holder.valueOf(holder),
                        from == null ? null : Instant.parse(from),
                        !members.containsKey("alone")),
                texts);
    }

    private static Benefit benefit(Map<String, String> members) {
        Long percent = number(members, "percent");
        Long item = number(members, "item");
        Long gift = number(members, "gift");
        if (percent != null) {
            return new Benefit.Percent(Math.toIntExact(percent), number(members, "cap"), number(members, "spend"));
        }
        if (item != null) {
            return new Benefit.Item(item, members.get("stock"));
        }
        if (gift != null) {
            return new Benefit.Gift(gift);
        }
        return members.containsKey("receipt") ? new Benefit.Receipt() : Benefit.MONEY;
    }

    private static @Nullable Long number(Map<String, String> members, String name) {
        String value = members.get(name);
        return value == null ? null : Long.valueOf(value);
    }
}
