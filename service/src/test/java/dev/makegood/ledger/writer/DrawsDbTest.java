package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Basis;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.Outcome;
import dev.makegood.ledger.Posting;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.Unit;
import dev.makegood.platform.database.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What several draws take of the lines of one purchase, also where a credit is named twice, by itself and by its code. */
class DrawsDbTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static Counter counter;
    private static LedgerFixture given;

    @BeforeAll
    static void open() {
        counter = new Counter(DATABASE);
        given = counter.given;
    }

    @AfterAll
    static void close() throws SQLException {
        counter.close();
    }

    private static Command.Grant jeans(long number, List<String> categories) {
        return new Command.Grant(
                Kind.VOUCHER,
                Basis.GOODWILL,
                new Amount(number, Unit.of("ITEM")),
                new Benefit.Item(4_000, "JEANS"),
                new Restrictions(null, categories, null, null, true),
                null,
                Map.of());
    }

    private static Command.Grant percent(long uses, long cap) {
        return new Command.Grant(
                Kind.VOUCHER,
                Basis.GOODWILL,
                new Amount(uses, Unit.of("USE")),
                new Benefit.Percent(10, cap, null),
                Restrictions.NONE,
                null,
                Map.of());
    }

    private static Map.Entry<CreditId, Code> coded(String customer, Command.Grant grant) {
        Outcome outcome = given.outcome(counter.agent, given.remedyFor(customer, grant));
        return ((Outcome.Accepted) outcome).codes().entrySet().iterator().next();
    }

    private static Code code(String customer, Command.Grant grant) {
        return coded(customer, grant).getValue();
    }

    /** By itself and then by its code. */
    private static List<Command.Draw> twice(String customer, Command.Grant grant) {
        Map.Entry<CreditId, Code> credit = coded(customer, grant);
        return List.of(new Command.Draw.ByCredit(credit.getKey(), 1L), new Command.Draw.ByCode(credit.getValue(), 1L));
    }

    private static Command.PurchaseLine line(long amount, String category) {
        return new Command.PurchaseLine(amount, category, "JEANS");
    }

    private static Command.Redeem redeem(String customer, List<Command.Draw> draws, Command.PurchaseLine... lines) {
        long total =
                List.of(lines).stream().mapToLong(Command.PurchaseLine::amount).sum();
        return new Command.Redeem(
                new CustomerNumber(customer),
                new Command.Purchase("till 7", new Amount(total, Unit.USD), List.of(lines)),
                draws);
    }

    @Test
    void two_lines_are_covered_by_two_things_though_one_credit_is_named_twice() {
        List<Command.Draw> draws = twice("D-1", jeans(2, List.of()));
        Entry entry = given.accepted(
                LedgerFixture.PARTNER, redeem("D-1", draws, line(4_000, "CLOTHES"), line(4_000, "CLOTHES")));
        assertThat(entry.facts()).contains("\"toPay\":0,\"unit\"");
        assertThat(entry.effects().postings())
                .extracting(Posting::amount)
                .containsExactly(new Amount(2, Unit.of("ITEM")));
    }

    @Test
    void a_second_use_of_one_percentage_is_a_second_percentage() {
        // The cap of one cent goes to the second line, so the first has had nothing off.
        List<Command.Draw> draws = twice("D-2", percent(2, 1));
        Command twice = redeem("D-2", draws, line(1_000, "CLOTHES"), line(1_000, "CLOTHES"));
        assertThat(given.refused(LedgerFixture.PARTNER, twice).outcome()).isEqualTo("not_combinable");
        given.accepted(
                LedgerFixture.PARTNER,
                redeem("D-2", draws.subList(0, 1), line(1_000, "CLOTHES"), line(1_000, "CLOTHES")));
    }

    @Test
    void a_percentage_of_almost_nothing_is_not_applicable_whatever_it_is_combined_with() {
        List<Command.Draw> draws = twice("D-3", percent(2, 500)).subList(0, 1);
        assertThat(given.refused(LedgerFixture.PARTNER, redeem("D-3", draws, line(9, "CLOTHES")))
                        .outcome())
                .isEqualTo("not_applicable");
    }

    @Test
    void a_thing_that_is_for_some_lines_only_covers_no_others() {
        List<Command.Draw> draws = twice("D-4", jeans(2, List.of("SALE"))).subList(0, 1);
        assertThat(given.refused(LedgerFixture.PARTNER, redeem("D-4", draws, line(4_000, "CLOTHES")))
                        .outcome())
                .isEqualTo("not_applicable");
        Entry entry = given.accepted(
                LedgerFixture.PARTNER, redeem("D-4", draws, line(4_000, "CLOTHES"), line(4_000, "SALE")));
        assertThat(entry.effects().postings()).extracting(Posting::line).containsExactly(1);
    }

    @Test
    void a_draw_by_unit_leaves_what_another_draw_names() {
        Code soonest = code("D-5", LedgerFixture.voucher(2_000));
        given.clock.turn(Duration.ofDays(1));
        code("D-5", LedgerFixture.voucher(3_000));
        List<Command.Draw> draws =
                List.of(new Command.Draw.ByUnit(Counter.usd(2_000)), new Command.Draw.ByCode(soonest, null));
        Entry entry = given.accepted(LedgerFixture.PARTNER, redeem("D-5", draws, line(5_000, "CLOTHES")));
        assertThat(entry.effects().postings())
                .extracting(posting -> posting.amount().minor())
                .containsExactly(2_000L, 2_000L);
        assertThat(entry.effects().postings()).extracting(Posting::credit).doesNotHaveDuplicates();
    }

    @Test
    void a_code_whose_credit_this_very_purchase_uses_up_is_still_a_good_code() {
        List<Command.Draw> draws = twice("D-6", LedgerFixture.voucher(1_000));
        List<Command.Draw> all = List.of(
                new Command.Draw.ByCredit(((Command.Draw.ByCredit) draws.get(0)).credit(), null),
                new Command.Draw.ByCode(((Command.Draw.ByCode) draws.get(1)).code(), null));
        assertThat(given.refused(LedgerFixture.PARTNER, redeem("D-6", all, line(5_000, "CLOTHES")))
                        .outcome())
                .isEqualTo("not_applicable");
        List<Command.Draw> last = twice("D-7", percent(1, 500));
        assertThat(given.refused(LedgerFixture.PARTNER, redeem("D-7", last, line(5_000, "CLOTHES")))
                        .outcome())
                .isEqualTo("not_combinable");
    }
}
