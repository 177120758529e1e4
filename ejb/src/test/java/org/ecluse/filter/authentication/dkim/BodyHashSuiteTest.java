package org.ecluse.filter.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.mail.Budget;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

/** Real mails whose keys are no longer known: their body hashes still say whether the body is read as its signer did. */
@Covers("R1.11")
class BodyHashSuiteTest {
    private static final int SIGNATURES = 50;
    /** Bodies that were changed on the way, so that the older signatures of them are broken. */
    private static final List<String> CHANGED =
            List.of("james-jdkim/corpus/FAIL_BADBH_s1024_yahoo.com.eml", "rspamd/arcbad.eml", "rspamd/arcbad.eml");

    @Test
    void bodyHashesOfRealMailsAreReached() throws IOException {
        List<String> files = new ArrayList<>();
        files.addAll(DkimSamples.files("spamassassin/dkim", "*.msg"));
        files.addAll(DkimSamples.files("spamassassin/dkim/arc", "*.eml"));
        files.addAll(DkimSamples.files("spamassassin/nice/dkim", "*_*"));
        files.addAll(DkimSamples.files("james-jdkim/corpus", "*.eml"));
        files.addAll(DkimSamples.files("rspamd", "arc*.eml"));
        files.addAll(DkimSamples.files("mimekit", "*.msg"));
        List<String> wrong = new ArrayList<>();
        int signatures = 0;
        for (String file : files) {
            SignedMessage message = SignedMessage.read(
                    DkimSamples.read(file).message(), Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000));
            for (String name : List.of("dkim-signature", "arc-message-signature")) {
                for (HeaderField field : message.header().named(name)) {
                    Optional<Coverage> coverage = coverage(field);
                    if (coverage.isPresent()) {
                        signatures++;
                        byte[] hash = message.bodyHash(coverage.get().body()).sha256();
                        if (!Arrays.equals(hash, coverage.get().bodyHash())) {
                            wrong.add(file);
                        }
                    }
                }
            }
        }
        System.out.println("DKIM body hashes " + (signatures - wrong.size()) + "/" + (SIGNATURES - CHANGED.size()));
        assertThat(wrong).isEqualTo(CHANGED);
        assertThat(signatures).isEqualTo(SIGNATURES);
    }

    /** Of a signature with SHA-256, whoever made it. */
    private static Optional<Coverage> coverage(HeaderField field) {
        try {
            TagList tags = TagList.parse(field.value()).orElseThrow(() -> SignatureFault.permanent("not a tag list"));
            return SignerTags.required(tags, "a").endsWith("-sha256")
                    ? Optional.of(Coverage.read(tags, "simple/simple"))
                    : Optional.empty();
        } catch (SignatureFault e) {
            return Optional.empty(); // no signature that says what it covers
        }
    }
}
