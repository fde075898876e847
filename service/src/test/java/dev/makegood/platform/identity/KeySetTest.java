package dev.makegood.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySetTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int readings;
    private boolean reachable = true;
    private final List<JWK> issued = new ArrayList<>(List.of(key("one")));
    private final KeySet keys = new KeySet(this::read, () -> now, Runnable::run);

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWKSet read() throws IOException {
        readings++;
        if (!reachable) {
            throw new IOException("down");
        }
        return new JWKSet(List.copyOf(issued));
    }

    private List<JWK> select(String id) {
        return keys.select(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()));
    }

    @Test
    void reads_once_for_many() {
        for (int i = 0; i < 100; i++) {
            assertThat(select("one")).hasSize(1);
        }
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void flood_of_unknown_keys_is_one_reading_in_thirty_seconds() {
        select("one");
        now = now.plusSeconds(31);
        for (int i = 0; i < 1000; i++) {
            assertThat(select("unknown-" + i)).isEmpty();
        }
        assertThat(readings).isEqualTo(2);
        now = now.plusSeconds(31);
        select("unknown");
        assertThat(readings).isEqualTo(3);
    }

    @Test
    void new_key_is_found_at_its_first_use() {
        select("one");
        issued.add(key("two"));
        now = now.plusSeconds(40);

        assertThat(select("two")).hasSize(1);
    }

    @Test
    void withdrawn_key_is_forgotten_within_minutes() {
        select("one");
        issued.set(0, key("two"));
        now = now.plus(KeySet.FRESH).plusSeconds(1);
        select("one");

        assertThat(select("one")).isEmpty();
    }

    @Test
    void known_keys_survive_an_hour_without_the_issuer() {
        select("one");
        reachable = false;
        for (int minute = 0; minute < 60; minute++) {
            now = now.plus(Duration.ofMinutes(1));
            assertThat(select("one")).hasSize(1);
            assertThat(select("two")).isEmpty();
        }
        assertThat(readings).isLessThanOrEqualTo(121);

        reachable = true;
        issued.add(key("two"));
        now = now.plusSeconds(31);
        assertThat(select("two")).hasSize(1);
    }

    @Test
    void issuer_that_is_down_at_first_is_asked_again() {
        reachable = false;
        assertThat(select("one")).isEmpty();
        assertThat(keys.isKnown()).isFalse();

        reachable = true;
        now = now.plusSeconds(2);
        assertThat(select("one")).hasSize(1);
        assertThat(keys.isKnown()).isTrue();
    }
}
