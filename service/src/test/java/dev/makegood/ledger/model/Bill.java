package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A purchase while it is being paid. One whose lines nobody told has one, of no category. */
final class Bill {

    /** A line: its price, what it is, what was taken off it or covered by a thing, and what is still to be paid. */
    private static final class Article {
        final long price;
        final @Nullable String category;
        final @Nullable String stock;
        long discount;
        long covered;

        Article(long price, @Nullable String category, @Nullable String stock) {
            this.price = price;
            this.category = category;
            this.stock = stock;
        }

        private long paid;

        long open() {
            return price - discount - covered - paid;
        }
    }

    final String unit;
    private final boolean told;
    private final List<Article> articles = new ArrayList<>();

    Bill(JsonNode purchase) {
        unit = Lines.required(purchase, "unit");
        told = purchase.has("lines");
        purchase.path("lines")
                .forEach(line -> articles.add(new Article(
                        line.get("amount").asLong(), Lines.textOf(line, "category"), Lines.textOf(line, "stock"))));
        if (!told) {
            articles.add(new Article(purchase.get("total").asLong(), null, null));
        }
    }

    private long sum(Agreed agreed, ToLongFunction<Article> of) {
        return articles.stream()
                .filter(article -> agreed.covers(article.category))
                .mapToLong(of)
                .sum();
    }

    /** What is bought of what a credit may be spent on. */
    long price(Agreed agreed) {
        return sum(agreed, article -> article.price);
    }

    /** What is still to be paid of that. */
    long open(Agreed agreed) {
        return sum(agreed, Article::open);
    }

    long open() {
        return articles.stream().mapToLong(Article::open).sum();
    }

    void pay(long amount, @Nullable Agreed agreed) {
        long left = amount;
        for (Article article : articles) {
            if (agreed == null || agreed.covers(article.category)) {
                long part = Math.min(left, article.open());
                article.paid += part;
                left -= part;
            }
        }
    }

    /** The lines that a percentage may be taken off: one percentage for each. */
    private List<Article> forPercentage(Agreed agreed) {
        return articles.stream()
                .filter(article -> agreed.covers(article.category) && article.discount == 0 && article.open() > 0)
                .toList();
    }

    boolean hasForPercentage(Agreed agreed) {
        return !forPercentage(agreed).isEmpty();
    }

    /** A percentage of all of its lines, up to its cap, each of which bears its share: no cent is lost between them. */
    Map<Integer, Long> takeOff(Agreed agreed) {
        List<Article> of = forPercentage(agreed);
        long price = of.stream().mapToLong(Article::open).sum();
        long percent = price * (agreed.percent() == null ? 0 : agreed.percent()) / 100;
        long discount = agreed.cap() == null ? percent : Math.min(percent, agreed.cap());
        Map<Integer, Long> shares = new TreeMap<>();
        long before = 0;
        for (Article article : of) {
            long share = Life.part(discount, before, article.open(), price);
            before += article.open();
            if (share > 0) {
                shares.put(articles.indexOf(article), share);
            }
        }
        shares.forEach((line, share) -> articles.get(line).discount = share);
        return shares;
    }

    /** The first line that is this thing and of which nothing was paid or taken off; -1 if there is none. */
    int cover(Agreed agreed) {
        for (int i = 0; i < articles.size(); i++) {
            Article article = articles.get(i);
            boolean is = agreed.covers(article.category)
                    && (agreed.stock() == null || agreed.stock().equals(article.stock));
            if (is && article.price > 0 && article.open() == article.price) {
                article.covered = article.price;
                return i;
            }
        }
        return -1;
    }

    /** What an entry says of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>(Map.of("unit", unit, "toPay", open()));
        if (told) {
            facts.put("lines", articles.stream().map(Bill::facts).toList());
        }
        return facts;
    }

    private static Map<String, Object> facts(Article article) {
        Map<String, Object> facts = new TreeMap<>(Map.of("amount", article.price, "toPay", article.open()));
        if (article.category != null) {
            facts.put("category", article.category);
        }
        if (article.discount > 0) {
            facts.put("discount", article.discount);
        }
        if (article.covered > 0) {
            facts.put("covered", article.covered);
        }
        return facts;
    }
}
