package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.ledger.PrincipalId;
import dev.makegood.ledger.Submission;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestKeysTest {

    private static final PrincipalId AMY = new PrincipalId(new UUID(1, 1));
    private static final PrincipalId SOFIA = new PrincipalId(new UUID(1, 2));

    private final RequestKeys keys = keys((byte) 1);

    private static RequestKeys keys(byte secret) {
        byte[] bytes = new byte[32];
        bytes[0] = secret;
        return new HttpSettings(1, bytes).requestKeys();
    }

    private static Submission.Key key(RequestKeys keys, PrincipalId caller, String text, String target, String body) {
        return keys.key(caller, text, target, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void belongs_to_caller_and_text() {
        Submission.Key key = key(keys, AMY, "k", "POST /v1/remedies", "{}");

        assertThat(key(keys, AMY, "k", "POST /v1/remedies", "{}")).isEqualTo(key);
        assertThat(key(keys, SOFIA, "k", "POST /v1/remedies", "{}").id()).isNotEqualTo(key.id());
        assertThat(key(keys, AMY, "K", "POST /v1/remedies", "{}").id()).isNotEqualTo(key.id());
        assertThat(key(keys((byte) 2), AMY, "k", "POST /v1/remedies", "{}").id())
                .isNotEqualTo(key.id());
    }

    @Test
    void fingerprint_is_of_target_and_content() {
        Submission.Key key = key(keys, AMY, "k", "POST /v1/remedies", "{}");

        assertThat(key(keys, AMY, "k", "POST /v1/incidents", "{}").id()).isEqualTo(key.id());
        assertThat(key(keys, AMY, "k", "POST /v1/incidents", "{}").fingerprint())
                .isNotEqualTo(key.fingerprint());
        assertThat(key(keys, AMY, "k", "POST /v1/remedies", "{ }").fingerprint())
                .isNotEqualTo(key.fingerprint());
        assertThat(key(keys, SOFIA, "other", "POST /v1/remedies", "{}").fingerprint())
                .isEqualTo(key.fingerprint());
        assertThat(key.id()).isNotEqualTo(key.fingerprint());
    }

    @Test
    void parts_do_not_run_into_each_other() {
        assertThat(key(keys, AMY, "k", "POST /a", "b").fingerprint())
                .isNotEqualTo(key(keys, AMY, "k", "POST /ab", "").fingerprint());
    }

    @Test
    void refuses_a_short_secret() {
        assertThatThrownBy(() -> new HttpSettings(1, new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
