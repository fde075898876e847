package dev.makegood.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.makegood.ledger.Role;
import dev.makegood.platform.database.TestDatabase;
import dev.makegood.platform.http.SmallService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an attacker makes of a token, it opens nothing, and the answer does not say why. */
class HostileTokensHttpTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    private static SmallService service;
    private static ECKey key;

    private final HttpClient client = HttpClient.newHttpClient();
    private final long now = now().getEpochSecond();

    private static Instant now() {
        return InstantSource.system().instant();
    }

    @BeforeAll
    static void start() throws Exception {
        service = new SmallService(DATABASE, folder, 100_000).start();
        key = ECKey.parse(Files.readString(folder.resolve("development-issuer.jwk")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private HttpResponse<String> call(String authorization) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.uri("/v1/small"))
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String header(String more) {
        return "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.getKeyID() + "\"" + more + "}";
    }

    private String claims(String more) {
        return "{\"iss\":\"" + DevelopmentIssuer.ISSUER + "\",\"aud\":\"makegood\",\"sub\":\"mallory\",\"roles\":"
                + "[\"partner\"],\"customers\":\"*\",\"iat\":" + now + ",\"exp\":" + (now + 600) + more + "}";
    }

    private String with(String name, String json) {
        String all = claims("");
        int at = all.indexOf("\"" + name + "\":");
        int end = all.indexOf(",\"", at);
        return all.substring(0, at)
                + (json.isEmpty() ? "" : "\"" + name + "\":" + json + (end < 0 ? "" : ","))
                + (end < 0 ? "}" : all.substring(end + 1));
    }

    private static String unsigned(String header, String claims) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims);
    }

    /** Signed by a true or a false key, whatever the header says. */
    private static String signed(JWK by, String header, String claims) {
        try {
            String input = unsigned(header, claims);
            JWSSigner signer;
            JWSAlgorithm algorithm;
            if (by instanceof RSAKey rsa) {
                signer = new RSASSASigner(rsa);
                algorithm = JWSAlgorithm.RS256;
            } else {
                signer = new ECDSASigner(by.toECKey());
                algorithm = JWSAlgorithm.ES256;
            }
            return input + "." + signer.sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String genuine(String header, String claims) {
        return signed(key, header, claims);
    }

    private static String macced(byte[] secret, String header, String claims) throws JOSEException {
        String input = unsigned(header, claims);
        byte[] padded = secret.length < 32 ? new byte[32] : secret;
        return input + "."
                + new MACSigner(padded)
                        .sign(new JWSHeader(JWSAlgorithm.HS256), input.getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, String> forged() throws JOSEException {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        RSAKey rsa = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        String good = genuine(header(""), claims(""));
        String hs256 = header("").replace("ES256", "HS256");
        byte[] publicKey = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("alg none", unsigned(header("").replace("ES256", "none"), claims("")) + ".");
        forged.put("alg None", unsigned(header("").replace("ES256", "None"), claims("")) + ".");
        forged.put("alg nOnE with a signature", genuine(header("").replace("ES256", "nOnE"), claims("")));
        forged.put("alg missing", genuine(header("").replace("\"alg\":\"ES256\",", ""), claims("")));
        forged.put("HS256 with the public key as JSON", macced(publicKey, hs256, claims("")));
        forged.put(
                "HS256 with the public key as DER", macced(key.toECPublicKey().getEncoded(), hs256, claims("")));
        forged.put("HS256 with zeros", macced(new byte[32], hs256, claims("")));
        forged.put("RS256 with another key", signed(rsa, header("").replace("ES256", "RS256"), claims("")));
        forged.put("ES384 in the header only", genuine(header("").replace("ES256", "ES384"), claims("")));
        forged.put("ES256 with another key of the same name", signed(other, header(""), claims("")));
        forged.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
        forged.put("no signature and no dot", good.substring(0, good.lastIndexOf('.')));
        forged.put("signature of zeros", good.substring(0, good.lastIndexOf('.') + 1) + Base64URL.encode(new byte[64]));
        forged.put("signature cut short", good.substring(0, good.length() - 6));
        forged.put(
                "claims exchanged", unsigned(header(""), claims(",\"x\":1")) + good.substring(good.lastIndexOf('.')));
        forged.put("four parts", good + "." + good);
        forged.put("encrypted form", good + ".a.b");
        forged.put("a dot", ".");
        forged.put("no token at all", "mallory");
        forged.put("header that is no JSON", genuine("x", claims("")));
        forged.put("claims that are no JSON", genuine(header(""), "x"));
        forged.put("claims that are a list", genuine(header(""), "[]"));
        return forged;
    }

    private Map<String, String> genuineButWrong() throws JOSEException {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("mallory-1").generate();
        String jwk = other.toPublicJWK().toJSONString();
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("unknown kid", genuine(header("").replace(key.getKeyID(), "nobody"), claims("")));
        wrong.put("kid that is a path", genuine(header("").replace(key.getKeyID(), "../../dev/null"), claims("")));
        wrong.put("kid that is SQL", genuine(header("").replace(key.getKeyID(), "' or 1=1 --"), claims("")));
        wrong.put("no kid", genuine("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", claims("")));
        wrong.put("jku", genuine(header(",\"jku\":\"https://mallory.example/keys\""), claims("")));
        wrong.put("x5u", genuine(header(",\"x5u\":\"https://mallory.example/cert\""), claims("")));
        wrong.put("jwk", genuine(header(",\"jwk\":" + jwk), claims("")));
        wrong.put("jwk with its own signature", signed(other, header(",\"jwk\":" + jwk), claims("")));
        wrong.put("x5c", genuine(header(",\"x5c\":[\"MIIB\"]"), claims("")));
        wrong.put("crit", genuine(header(",\"crit\":[\"exp\"],\"exp\":1"), claims("")));
        wrong.put("b64 false", genuine(header(",\"b64\":false,\"crit\":[\"b64\"]"), claims("")));
        wrong.put("another typ", genuine(header("").replace("at+jwt", "id+jwt"), claims("")));
        wrong.put("no typ", genuine(header("").replace("\"typ\":\"at+jwt\",", ""), claims("")));
        wrong.put("alg twice", genuine(header(",\"alg\":\"ES256\""), claims("")));
        wrong.put("another issuer", genuine(header(""), with("iss", "\"https://mallory.example\"")));
        wrong.put(
                "issuer with a slash more", genuine(header(""), with("iss", "\"" + DevelopmentIssuer.ISSUER + "/\"")));
        wrong.put("no issuer", genuine(header(""), with("iss", "")));
        wrong.put("another audience", genuine(header(""), with("aud", "\"elsewhere\"")));
        wrong.put("no audience", genuine(header(""), with("aud", "")));
        wrong.put("no subject", genuine(header(""), with("sub", "")));
        wrong.put("no exp", genuine(header(""), with("exp", "")));
        wrong.put("no iat", genuine(header(""), with("iat", "")));
        wrong.put("exp as text", genuine(header(""), with("exp", "\"tomorrow\"")));
        wrong.put("not valid yet", genuine(header(""), claims(",\"nbf\":" + (now + 600))));
        wrong.put("subject twice", genuine(header(""), claims(",\"sub\":\"admin\"")));
        wrong.put("roles twice", genuine(header(""), claims(",\"roles\":[\"admin\"]")));
        wrong.put("huge", genuine(header(""), claims(",\"x\":\"" + "x".repeat(4_600) + "\"")));
        wrong.put("deep", genuine(header(""), claims(",\"x\":" + "[".repeat(1500) + "]".repeat(1500))));
        return wrong;
    }

    @TestFactory
    Stream<DynamicTest> refuses() throws JOSEException {
        Map<String, String> all = new LinkedHashMap<>(forged());
        all.putAll(genuineButWrong());
        assertThat(all).hasSizeGreaterThan(40);
        return all.entrySet().stream()
                .map(token -> dynamicTest(token.getKey(), () -> {
                    HttpResponse<String> answer = call("Bearer " + token.getValue());
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
                    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                            .startsWith("Bearer");
                    assertThat(answer.body())
                            .contains("\"code\":\"unauthenticated\"", "The access token is not valid here.")
                            .doesNotContain("mallory", "nimbus", "JWS", "Exception");
                }));
    }

    @Test
    void says_when_a_token_has_expired() throws Exception {
        HttpResponse<String> answer = call("Bearer " + genuine(header(""), with("exp", "" + (now - 90))));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"token_expired\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
    }

    @Test
    void forgives_a_minute_of_skew() throws Exception {
        assertThat(call("Bearer " + genuine(header(""), with("exp", "" + (now - 30))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(call("Bearer " + genuine(header(""), claims(",\"nbf\":" + (now + 30))))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refuses_other_schemes() throws Exception {
        for (String authorization : new String[] {"Basic bWFsbG9yeTp4", "Bearer", "Bearer ", "Token x", "bearerx y"}) {
            assertThat(call(authorization).statusCode()).as(authorization).isEqualTo(401);
        }
        assertThat(call("bearer " + service.token(Role.PARTNER, "hertz")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void forbids_a_true_token_that_gives_no_way_in() throws Exception {
        for (String roles : new String[] {"[]", "[\"king\"]", "[\"agent\",\"finance\"]", "\"ledger\"", "7", "null"}) {
            assertThat(call("Bearer " + genuine(header(""), with("roles", roles)))
                            .statusCode())
                    .as(roles)
                    .isEqualTo(403);
        }
        for (String customers : new String[] {"", "null", "[\"a b\"]", "7", "[7]"}) {
            assertThat(call("Bearer " + genuine(header(""), with("customers", customers)))
                            .statusCode())
                    .as(customers)
                    .isEqualTo(403);
        }
    }
}
