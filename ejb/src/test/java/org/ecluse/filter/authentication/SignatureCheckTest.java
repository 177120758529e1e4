package org.ecluse.filter.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.authentication.arc.ArcSealer;
import org.ecluse.filter.authentication.dkim.DkimSigner;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;

/** DKIM and ARC together. */
@Covers("R1.11")
class SignatureCheckTest {
    private static final String MESSAGE =
            "From: anna@example.org\r\nSubject: a subject\r\n\r\n" + "line\r\n".repeat(50_000);

    @Test
    void theBodyIsReadOnceForBoth() throws IOException {
        KeyPair pair = TestKeys.ed25519();
        FakeDns zone = new FakeDns().txt("sel._domainkey.example.org", TestKeys.record(pair));
        SigningKey key = new SigningKey(new DomainName("example.org"), new DomainName("sel"), pair.getPrivate());
        String signed = new DkimSigner(key, Clock.systemUTC()).sign(BytesMessage.of(MESSAGE), budget()) + MESSAGE;
        String sealed = new ArcSealer(key, Clock.systemUTC())
                        .seal(BytesMessage.of(signed), ArcVerdict.Result.NONE, "mx.example.org; dkim=pass", budget())
                        .orElseThrow()
                + signed;
        Counted message = new Counted(sealed.getBytes(StandardCharsets.UTF_8));

        SignatureCheck.Signatures signatures = new SignatureCheck(zone, Clock.systemUTC()).verify(message, budget());

        assertThat(signatures.dkim()).hasSize(1).allMatch(DkimVerdict::passed);
        assertThat(signatures.arc().result()).isEqualTo(ArcVerdict.Result.PASS);
        assertThat(message.opened).isEqualTo(2); // header, body
    }

    @Test
    void unsignedMailIsOnlyReadAtItsStart() throws IOException {
        Counted message = new Counted(MESSAGE.getBytes(StandardCharsets.UTF_8));
        SignatureCheck.Signatures signatures =
                new SignatureCheck(new FakeDns(), Clock.systemUTC()).verify(message, budget());
        assertThat(signatures.dkim()).isEmpty();
        assertThat(signatures.arc()).isEqualTo(ArcVerdict.NONE);
        assertThat(message.opened).isEqualTo(1);
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000);
    }

    private static final class Counted implements RawMessage {
        private final byte[] octets;
        private int opened;

        Counted(byte[] octets) {
            this.octets = octets;
        }

        @Override
        public long sizeBytes() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            opened++;
            return new ByteArrayInputStream(octets);
        }
    }
}
