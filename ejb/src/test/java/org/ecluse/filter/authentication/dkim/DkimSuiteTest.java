package org.ecluse.filter.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.mail.Budget;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

/** The signed mails of ten projects get the verdict of the reference table, or the one that a listed RFC clause demands. */
@Covers("R1.11")
class DkimSuiteTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final int REFERENCE_SIGNATURES = 121;
    private static final int JAMES_SIGNATURES = 75;
    private static final int FURTHER_FILES = 19;
    private static final int SHA1_SIGNATURES = 95;
    /** Besides those of rsa-sha1, which must not pass whatever the table says. */
    private static final double MOST_EXCEPTIONS = 0.02;

    private static final String SHA1_RULE = "RFC 8301 section 3.1";

    @Test
    void everySignatureOfTheReferenceTableIsJudgedAlike() throws IOException {
        List<String[]> rows = DkimSamples.text("reference-verdicts-dkimpy.tsv")
                .lines()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
        Count count = new Count();
        for (String[] row : rows) {
            count.compare(row[0], row[0], row[1]);
        }
        count.report("DKIM", REFERENCE_SIGNATURES);
    }

    /** The older copy of the Perl corpus that James has, with its own keys. */
    @Test
    void theCopyOfAnotherProjectIsJudgedAlike() throws IOException {
        Map<String, String> reference = new HashMap<>();
        DkimSamples.text("reference-verdicts-dkimpy.tsv").lines().skip(1).forEach(line -> {
            String[] row = line.split("\t");
            reference.put(row[0], row[1]);
        });
        Count count = new Count();
        for (String file : DkimSamples.files("james-jdkim/Mail-DKIM/corpus", "*.txt")) {
            String original = file.replace("james-jdkim/Mail-DKIM/corpus", "mail-dkim");
            count.compare(file, original, reference.get(original));
        }
        count.report("DKIM (james-jdkim)", JAMES_SIGNATURES);
    }

    @Test
    void mailsOutsideTheTableAreJudgedAsListed() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String[]> rows = table("further-verdicts.tsv");
        for (String[] row : rows) {
            String ours = String.join(",", results(row[0]));
            if (!ours.equals(row[1])) {
                wrong.add(row[0] + ": " + ours + " instead of " + row[1]);
            }
        }
        System.out.println("DKIM (further) " + (rows.size() - wrong.size()) + "/" + FURTHER_FILES);
        assertThat(wrong).isEmpty();
        assertThat(rows).hasSize(FURTHER_FILES);
    }

    /** RFC 8463 appendix A: the two signatures of one message, from three projects' copies. */
    @Test
    void theExampleOfRfc8463Passes() throws IOException {
        for (String file : List.of("chasquid/01-rfc8463.msg", "mimekit/rfc8463-example.msg", "rspamd/ed25519.eml")) {
            List<DkimVerdict> verdicts = verdicts(file);
            assertThat(verdicts)
                    .extracting(DkimVerdict::algorithm, DkimVerdict::domain, DkimVerdict::selector, DkimVerdict::passed)
                    .containsExactlyInAnyOrder(
                            tuple("ed25519-sha256", "football.example.com", "brisbane", true),
                            tuple("rsa-sha256", "football.example.com", "test", true));
        }
    }

    @Test
    void sha1NeverPasses() throws IOException {
        List<String> files = new ArrayList<>(DkimSamples.files("mail-dkim", "*.txt"));
        files.addAll(DkimSamples.files("james-jdkim/Mail-DKIM/corpus", "*.txt"));
        int sha1 = 0;
        for (String file : files) {
            for (DkimVerdict verdict : verdicts(file)) {
                if (verdict.algorithm().endsWith("sha1")) {
                    sha1++;
                    assertThat(verdict.passed()).as(file).isFalse();
                }
            }
        }
        assertThat(sha1).isEqualTo(SHA1_SIGNATURES);
    }

    private static final class Count {
        private final Map<String, String[]> exceptions = new HashMap<>();
        private final List<String> wrong = new ArrayList<>();
        private int signatures;
        private int excepted;

        Count() throws IOException {
            for (String[] row : table("reference-exceptions.tsv")) {
                exceptions.put(row[0] + " " + row[1], row);
            }
        }

        /** @param reference verdicts of dkimpy, or "no signature" */
        void compare(String file, String original, String reference) throws IOException {
            List<String> ours = results(file);
            List<String> theirs = "no signature".equals(reference) ? List.of() : List.of(reference.split(","));
            signatures += Math.max(1, theirs.size());
            if (ours.size() != theirs.size()) {
                wrong.add(file + ": " + ours + " instead of " + theirs);
                return;
            }
            for (int i = 0; i < ours.size(); i++) {
                String[] exception = exceptions.get(original + " " + (i + 1));
                boolean right = exception == null
                        ? "PASS".equals(ours.get(i)) == "pass".equals(theirs.get(i))
                        : exception[2].equals(ours.get(i));
                if (!right) {
                    wrong.add(file + " signature " + (i + 1) + ": " + ours.get(i) + " instead of " + theirs.get(i));
                } else if (exception != null && !exception[3].startsWith(SHA1_RULE)) {
                    excepted++;
                }
            }
        }

        void report(String name, int expected) {
            System.out.println(name + " " + (signatures - wrong.size()) + "/" + expected + ", exceptions by RFC clause "
                    + excepted);
            assertThat(wrong).isEmpty();
            assertThat(signatures).isEqualTo(expected);
            assertThat(excepted).isLessThanOrEqualTo((int) (MOST_EXCEPTIONS * signatures));
        }
    }

    private static List<String> results(String file) throws IOException {
        return verdicts(file).stream().map(verdict -> verdict.result().name()).toList();
    }

    private static List<DkimVerdict> verdicts(String file) throws IOException {
        DkimSamples.Sample sample = DkimSamples.read(file);
        return new DkimVerifier(sample.dns(), CLOCK)
                .verify(sample.message(), Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000));
    }

    private static List<String[]> table(String name) throws IOException {
        try (InputStream in = DkimSuiteTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }
}
