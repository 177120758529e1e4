package org.ecluse.filter.authentication.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys as administrators have them. */
@Covers("R4.8")
class PemPrivateKeyTest {
    private static final int PKCS8_RSA_HEAD = 26;

    @Test
    void pkcs8OfBothKinds() {
        for (KeyPair pair : List.of(TestKeys.rsa(1024), TestKeys.rsa(2048), TestKeys.ed25519())) {
            byte[] der = pair.getPrivate().getEncoded();
            assertThat(PemPrivateKey.parse("a note\n" + pem("PRIVATE KEY", der)))
                    .isEqualTo(pair.getPrivate());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void pkcs1(int bits) {
        KeyPair pair = TestKeys.rsa(bits);
        byte[] der = pair.getPrivate().getEncoded();
        byte[] inner = Arrays.copyOfRange(der, PKCS8_RSA_HEAD, der.length);
        assertThat(PemPrivateKey.parse(pem("RSA PRIVATE KEY", inner))).isEqualTo(pair.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> PemPrivateKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("c2Vj");
    }

    @Test
    void aLongTextIsRefused() {
        assertThatThrownBy(() -> PemPrivateKey.parse("x".repeat(40_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String pem(String label, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }
}
