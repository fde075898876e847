package dev.makegood.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {

    private static final int TRIES = 20_000;

    private final SplittableRandom random = new SplittableRandom(26);

    private UUID any() {
        return switch (random.nextInt(8)) {
            case 0 -> new UUID(0, random.nextLong());
            case 1 -> new UUID(-1, random.nextLong());
            case 2 -> new UUID(random.nextLong(), 0);
            case 3 -> new UUID(random.nextLong(), -1);
            default -> new UUID(random.nextLong(), random.nextLong());
        };
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int i = 0; i < TRIES; i++) {
            UUID value = any();
            String text = Base32.encode(value);
            assertThat(text).hasSize(26).matches("[0-7][0-9a-hjkmnp-tv-z]{25}");
            assertThat(Base32.decode(text)).isEqualTo(value);
        }
    }

    @Test
    void textsSortAsTheirBitsDo() {
        List<UUID> values = new ArrayList<>(List.of(new UUID(0, 0), new UUID(-1, -1)));
        for (int i = 0; i < TRIES; i++) {
            values.add(any());
        }
        Comparator<UUID> unsigned = Comparator.<UUID, String>comparing(UUID::toString);
        assertThat(values.stream().sorted(unsigned).toList())
                .isEqualTo(values.stream()
                        .sorted(Comparator.comparing(Base32::encode))
                        .toList());
    }

    @Test
    void everyKindHasItsPrefix() {
        UUID value = any();
        assertThat(List.of(
                        new CreditId(value).toString(),
                        new IncidentId(value).toString(),
                        new AgentId(value).toString(),
                        new CostCentreId(value).toString(),
                        new EntryId(value).toString(),
                        new CustomerId(value).toString(),
                        new PrincipalId(value).toString()))
                .extracting(text -> text.substring(0, 4))
                .containsExactly("crd_", "inc_", "agt_", "ccr_", "jrn_", "cus_", "prn_");
        assertThat(CreditId.parse(new CreditId(value).toString())).isEqualTo(new CreditId(value));
        assertThatThrownBy(() -> CreditId.parse(new IncidentId(value).toString()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crd_",
                "crd_80000000000000000000000000",
                "crd_0000000000000000000000000",
                "crd_000000000000000000000000000",
                "crd_0000000000000000000000000l",
                "crd_0000000000000000000000000O",
                "crd_0000000000000000000000000A",
                "crd_0000000000000000000000000\u00e9",
                "CRD_00000000000000000000000000"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> CreditId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derivedIdsAreDistinctAndSortAfterTheirCommand() {
        UUID command = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L);
        String before = command.toString();
        for (int number = 1; number < EntryId.DERIVED; number++) {
            String derived = EntryId.derive(command, number).toString();
            assertThat(derived).isGreaterThan(before);
            before = derived;
        }
        assertThat(EntryId.derive(command, 0)).isEqualTo(command);
        assertThatThrownBy(() -> EntryId.derive(command, EntryId.DERIVED)).isInstanceOf(IllegalArgumentException.class);
    }
}
