package dev.makegood.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.makegood.ledger.Code;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodeKeysTest {

    private final Code code = Code.random(new SecureRandom());

    private static CodeKeys keys(@Nullable String current, String... ids) {
        return new CodeKeys(Stream.of(ids).map(CodeKeysTest::key).toList(), current);
    }

    private static CodeKeys.Key key(String id) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) id.hashCode());
        return new CodeKeys.Key(id, secret);
    }

    @Test
    void a_new_code_is_kept_under_the_last_key() {
        assertThat(keys(null, "a", "b").fresh(code).chain()).isEqualTo("b");
        assertThat(keys("a", "a", "b").fresh(code).chain()).isEqualTo("a");
        assertThat(keys(null, "a").fresh(code).hex())
                .hasSize(64)
                .isNotEqualTo(keys(null, "b").fresh(code).hex());
    }

    @Test
    void a_code_is_found_under_every_run_of_neighbouring_keys() {
        assertThat(keys(null, "a", "b", "c").all(code))
                .extracting(CodeKeys.Hashed::chain)
                .containsExactlyInAnyOrder("a", "b", "c", "a.b", "b.c", "a.b.c");
    }

    @Test
    void what_older_keys_made_gets_every_newer_one_and_is_found_by_it() {
        CodeKeys.Hashed kept = keys(null, "a").fresh(code);
        CodeKeys later = keys(null, "a", "b", "c");
        CodeKeys.Hashed renewed = Objects.requireNonNull(later.renewed(kept));
        assertThat(renewed.chain()).isEqualTo("a.b.c");
        assertThat(later.all(code)).contains(kept, renewed);
        assertThat(later.renewed(renewed)).isNull();
    }

    @Test
    void one_step_after_the_other_leads_to_the_same() {
        CodeKeys.Hashed kept = keys(null, "a").fresh(code);
        CodeKeys.Hashed first = Objects.requireNonNull(keys(null, "a", "b").renewed(kept));
        CodeKeys all = keys(null, "a", "b", "c");
        assertThat(all.renewed(first)).isEqualTo(all.renewed(kept));
    }

    @Test
    void a_key_that_is_only_announced_is_known_and_not_used() {
        CodeKeys announced = keys("a", "a", "b");
        CodeKeys.Hashed kept = announced.fresh(code);
        assertThat(announced.renewed(kept)).isNull();
        assertThat(announced.all(code)).contains(keys(null, "a", "b").fresh(code));
        assertThat(announced.currentId()).isEqualTo("a");
        CodeKeys.Hashed newer = keys(null, "a", "b").fresh(code);
        assertThat(announced.renewed(newer)).isNull();
    }

    @Test
    void a_chain_with_an_unknown_key_is_a_fault() {
        CodeKeys.Hashed kept = keys(null, "z").fresh(code);
        assertThatIllegalStateException().isThrownBy(() -> keys(null, "a", "b").renewed(kept));
    }

    @Test
    void keys_are_few_named_once_and_long() {
        assertThatIllegalArgumentException().isThrownBy(() -> keys(null));
        assertThatIllegalArgumentException().isThrownBy(() -> keys(null, "a", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> keys("c", "a", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> keys(null, "a", "b", "c", "d", "e", "f", "g", "h", "i"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CodeKeys.Key("a.b", new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> new CodeKeys.Key("a", new byte[31]));
        assertThat(keys(null, "a", "b", "c", "d", "e", "f", "g", "h").all(code)).hasSize(36);
    }
}
