package dev.makegood.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.CreditId;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Kind;
import dev.makegood.ledger.OpenCredit;
import dev.makegood.ledger.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How open credits add up to balances. */
class BalancesTest {

    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Expiry SOON = Expiry.endOf(LocalDate.parse("2026-11-22"), ZONE);
    private static final Expiry LATER = Expiry.endOf(LocalDate.parse("2027-11-22"), ZONE);
    private static final Expiry PASSED = Expiry.endOf(LocalDate.parse("2026-11-21"), ZONE);

    private int credits;

    private BalanceSql.Row row(Unit unit, Kind kind, boolean plain, long available, long held, Expiry expiry) {
        CreditId id = new CreditId(new UUID(0, ++credits));
        OpenCredit credit = new OpenCredit(id, unit, credits, available, held, CreditState.ACTIVE, expiry);
        return new BalanceSql.Row(unit, 9, NOW, new BalanceSql.Open(credit.id(), unit, row(credit), kind, plain));
    }

    private static LatestRow row(OpenCredit credit) {
        Expiry expiry = credit.expiry();
        return new LatestRow(
                credit.version(),
                credit.available(),
                credit.held(),
                credit.state(),
                expiry.at(),
                expiry.on(),
                expiry.zone(),
                null,
                null,
                null,
                null);
    }

    private static List<Balances.Balance> balances(BalanceSql.Row... rows) {
        return Balances.view(new CustomerNumber("C-1"), NOW, false, List.of(rows))
                .balances();
    }

    private static Amount usd(long cents) {
        return new Amount(cents, Unit.USD);
    }

    @Test
    void available_is_exactly_what_a_draw_by_unit_takes_and_the_rest_is_told_by_kind() {
        List<Balances.Balance> balances = balances(
                row(Unit.USD, Kind.VOUCHER, true, 1_000, 0, LATER),
                row(Unit.USD, Kind.VOUCHER, false, 200, 30, SOON),
                row(Unit.USD, Kind.GIFT_CERTIFICATE, true, 50, 5, SOON),
                row(Unit.USD, Kind.VOUCHER, false, 7, 0, SOON),
                row(Unit.USD, Kind.GIFT_CERTIFICATE, false, 3, 0, LATER));
        Balances.Other vouchers = new Balances.Other(
                CreditKind.VOUCHER, 2, usd(207), usd(30), List.of(new Balances.Expiring(usd(207), SOON)));
        Balances.Other certificates = new Balances.Other(
                CreditKind.GIFT_CERTIFICATE, 1, usd(3), usd(0), List.of(new Balances.Expiring(usd(3), LATER)));
        assertThat(balances)
                .containsExactly(new Balances.Balance(
                        Unit.USD,
                        usd(1_050),
                        usd(5),
                        List.of(new Balances.Expiring(usd(50), SOON), new Balances.Expiring(usd(1_000), LATER)),
                        List.of(vouchers, certificates),
                        9));
    }

    @Test
    void a_unit_of_nothing_but_credits_with_terms_has_nothing_to_draw_by_unit() {
        Unit use = Unit.of("USE");
        List<Balances.Balance> balances =
                balances(row(use, Kind.VOUCHER, false, 2, 0, LATER), row(use, Kind.VOUCHER, false, 1, 0, PASSED));
        assertThat(balances).hasSize(1);
        assertThat(balances.get(0).available()).isEqualTo(new Amount(0, use));
        assertThat(balances.get(0).expiring()).isEmpty();
        // What time has taken is on no list, and neither is its credit.
        assertThat(balances.get(0).others())
                .containsExactly(new Balances.Other(
                        CreditKind.VOUCHER,
                        1,
                        new Amount(2, use),
                        new Amount(0, use),
                        List.of(new Balances.Expiring(new Amount(2, use), LATER))));
    }

    @Test
    void what_is_held_stays_though_its_date_has_passed() {
        List<Balances.Balance> balances = balances(row(Unit.USD, Kind.VOUCHER, false, 4, 6, PASSED));
        assertThat(balances.get(0).others())
                .containsExactly(new Balances.Other(CreditKind.VOUCHER, 1, usd(0), usd(6), List.of()));
    }
}
