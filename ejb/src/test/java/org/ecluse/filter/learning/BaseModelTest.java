package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.OwnMail;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseModelTest {
    private static final int EACH = 5;

    @Test
    void shippedModelIsTheOneThatItsPageDescribes() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource("base.model"));
        String page = new String(resource("base.provenance"), StandardCharsets.UTF_8);
        assertThat(page)
                .contains("sha256: " + HexFormat.of().formatHex(digest))
                .doesNotContain("  phishing_pot")
                .doesNotContain("rf-peixoto");
    }

    @Test
    void modelIsReadAsItWasWritten() throws IOException {
        byte[] octets = resource("base.model");
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        ModelFile.write(ModelFile.read(new ByteArrayInputStream(octets)), again);
        assertThat(again.toByteArray()).isEqualTo(octets);
    }

    @Test
    void damagedModelIsRefused() throws IOException {
        byte[] octets = resource("base.model");
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(Arrays.copyOf(octets, octets.length / 2))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void emptyModelSaysNothing() {
        LearnedStage stage = new LearnedStage(BaseModel.empty());
        MailTransaction mail = Mails.transaction(Mails.raw("From: a@example.org\n\nWords.\n"));
        assertThat(((Findings) stage.examine(mail, List.of())).list()).isEmpty();
    }

    /** Families that were not learned, in both languages: invoices, appointments, letters, family, office, and spam. */
    @Test
    void judgesMailOfOurOwnWriting() throws IOException {
        FilterPipeline pipeline =
                StageCatalogue.pipeline(List.of(), new SignatureScanner(HashList.load(List.of())), "mx.example.net");
        List<String> wrongHam = new ArrayList<>();
        List<String> missedSpam = new ArrayList<>();
        int ham = 0;
        int spam = 0;
        for (OwnMail family : OwnMail.families("mail-test.txt")) {
            for (int i = 0; i < EACH; i++) {
                double points = points(pipeline, family.message(i));
                assertThat(family.isSpam() || points < 200)
                        .as(family.family() + " far from destroyed")
                        .isTrue();
                ham += family.isSpam() ? 0 : 1;
                spam += family.isSpam() ? 1 : 0;
                if (!family.isSpam() && points >= 100) {
                    wrongHam.add(family.family() + " " + i + " " + points);
                } else if (family.isSpam() && points < 100) {
                    missedSpam.add(family.family() + " " + i + " " + points);
                }
            }
        }
        assertThat(wrongHam).as("ham held of " + ham).hasSizeLessThanOrEqualTo(ham / 20);
        assertThat(missedSpam).as("spam let through of " + spam).hasSizeLessThanOrEqualTo(spam / 10);
    }

    /** What in-container tests send as advertising: held at 100, and far enough from 500 for what session and reputation add. */
    @Test
    void plainAdvertisingIsHeldAndNotDestroyed() throws IOException {
        FilterPipeline pipeline =
                StageCatalogue.pipeline(List.of(), new SignatureScanner(HashList.load(List.of())), "mx.example.net");
        String mail = """
                From: winner@lucky-prize.example
                To: bob@demo.example
                Subject: You have WON!!!
                Date: Mon, 2 Mar 2026 09:59:00 GMT
                Message-ID: <1234567890123.test@sender.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit
                Reply-To: claims@gmail.com

                You have WON 1,000,000 dollars! Act now, this offer is limited, risk free and guaranteed.
                Click here: http://192.0.2.7/claim?id=1
                No credit card needed. Cash bonus! Free money!
                """;
        assertThat(points(pipeline, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)))
                .isBetween(200.0, 420.0);
    }

    /** Also where its build is unlike that of people's programs, as that of small scripts is. */
    @ParameterizedTest
    @ValueSource(strings = {"It works.", "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "Backup done, 3 files."})
    void hardlySpeaksAgainstAMailOfFewWords(String text) {
        String bare = "From: sender@sender.example\nTo: bob@demo.example\n\n" + text + "\n";
        List<Finding> found = ((Findings)
                        new LearnedStage(ModelFile.shipped()).examine(Mails.transaction(Mails.raw(bare)), List.of()))
                .list();
        assertThat(found)
                .allSatisfy(finding -> assertThat(finding.symbol().equals(LearnedStage.SPAM) ? finding.multiplier() : 0)
                        .isLessThan(1));
    }

    @Test
    void explainsWithWordsOfTheMail() {
        MailTransaction mail = Mails.transaction(
                Mails.raw(
                        "From: a@example.org\nSubject: Congratulations\n\nYou won the lottery, claim your million dollars, click here now.\n"));
        Finding finding = ((Findings) new LearnedStage(ModelFile.shipped()).examine(mail, List.of()))
                .list()
                .get(0);
        assertThat(finding.symbol()).isEqualTo(LearnedStage.SPAM);
        assertThat(finding.multiplier()).isBetween(0.01, Strength.MOST_SPAM);
        for (String words : finding.detail().split(", ")) {
            assertThat(" congratulations you won the lottery claim your million dollars click here now ")
                    .contains(words);
        }
    }

    private static double points(FilterPipeline pipeline, byte[] octets) {
        ContentReport report = pipeline.examine(Mails.transaction(Mails.raw(octets)));
        return report.findings().stream()
                .mapToDouble(f -> f.multiplier() * Weights.shipped().of(f.symbol()))
                .sum();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = BaseModel.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
