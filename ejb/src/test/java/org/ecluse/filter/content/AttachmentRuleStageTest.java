package org.ecluse.filter.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ecluse.filter.MailTransaction;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.AttachmentRules;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.UnseenAction;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R2.4", "R5.7"})
class AttachmentRuleStageTest {
    /** First bytes of a Windows program, in base64. */
    private static final String PROGRAM = "TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAA4AAAAA4fug4AtAnNIbgBTM0hVGhpcyBwcm9ncmFtIGNhbm5vdCBiZSBydW4gaW4gRE9TIG1vZGUuDQ0KJAAAAAAAAABQRQAATAED";

    private static final String WORDS = "Ym9uam91cg==";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            program by name                 | setup.exe              | words   | true
            capitals                        | SETUP.EXE              | words   | true
            script                          | facture.js             | words   | true
            double extension                | facture.pdf.exe        | words   | true
            trailing dot                    | setup.exe.             | words   | true
            stream name                     | notes.txt:setup.exe    | words   | true
            NUL escape                      | setup.exe%00.txt       | words   | true
            full-width letters              | setup．ｅｘｅ          | words   | true
            Cyrillic letters                | setup.ехе              | words   | true
            reversed                        | setup\u202efdp.exe          | words   | true
            program by content              | photo.jpg              | program | true
            program without extension       | photo                  | program | true
            shortcut                        | facture.lnk            | words   | true
            document                        | facture.pdf            | words   | false
            dot in front                    | .exe.txt               | words   | false
            archive is not recommended      | photos.zip             | words   | false
            """)
    void recommendedRules(String row, String name, String content, boolean held) {
        assertThat(findings(mail(name, content.equals("program") ? PROGRAM : WORDS), AttachmentRules.RECOMMENDED))
                .isEqualTo(held ? 1 : 0);
    }

    @Test
    void criteriaOfTheAdministrator() {
        MailTransaction mail = mail("Rapport 2026.docx", WORDS);
        assertThat(findings(mail, rules(Set.of(), Set.of("docx"), Set.of(), List.of())))
                .isEqualTo(1);
        assertThat(findings(mail, rules(Set.of(), Set.of(), Set.of("application/octet-stream"), List.of())))
                .isEqualTo(1);
        assertThat(findings(mail, rules(Set.of(), Set.of(), Set.of(), List.of("rapport*.doc?"))))
                .isEqualTo(1);
        assertThat(findings(mail, rules(Set.of(), Set.of(), Set.of(), List.of("rapport*.doc"))))
                .isZero();
        assertThat(findings(mail, rules(Set.of(), Set.of(), Set.of(), List.of())))
                .isZero();
        assertThat(findings(
                        mail("x.zip", WORDS), rules(Set.of(AttachmentClass.ARCHIVE), Set.of(), Set.of(), List.of())))
                .isEqualTo(1);
    }

    @Test
    void theNameInContentTypeCountsToo() {
        MailTransaction mail = Mails.transaction(Mails.raw("From: a@example.org\nMIME-Version: 1.0\n"
                + "Content-Type: application/octet-stream; name*0=\"set\"; name*1=\"up.e\"; name*2=\"xe\"\n"
                + "Content-Disposition: attachment; filename=\"notes.txt\"\n\nbonjour\n"));
        assertThat(findings(mail, AttachmentRules.RECOMMENDED)).isEqualTo(1);
    }

    @Test
    void aFileLargerThanAllowedIsHeld() {
        for (long largest : new long[] {0, 6, 7, 8}) {
            AttachmentRules rules = new AttachmentRules(
                    Set.of(), Set.of(), Set.of(), List.of(), largest, UnseenAction.HOLD, UnseenAction.HOLD, List.of());
            assertThat(findings(mail("letter.txt", WORDS), rules))
                    .as("limit " + largest)
                    .isEqualTo(largest == 6 ? 1 : 0); // "bonjour" has seven
        }
    }

    @Test
    void anAddressMayHaveClassesOfItsOwn() {
        AttachmentRules rules = new AttachmentRules(
                Set.of(AttachmentClass.EXECUTABLE),
                Set.of(),
                Set.of(),
                List.of(),
                0,
                UnseenAction.HOLD,
                UnseenAction.HOLD,
                List.of(new AttachmentRules.UserClasses("it@demo.example", Set.of())));
        MailTransaction mail = mail("setup.exe", PROGRAM);
        assertThat(findings(mail, rules.forAddress("anna@demo.example"))).isEqualTo(1);
        assertThat(findings(mail, rules.forAddress("it@demo.example"))).isZero();
    }

    @Test
    void aPageInAnArchiveAndAProgramInAnArchiveAreHeld() throws IOException {
        for (String name : List.of("facture.html", "setup.exe", "deep/facture.pdf.js")) {
            assertThat(findings(mail("a.zip", archive(name)), AttachmentRules.RECOMMENDED))
                    .as(name)
                    .isEqualTo(1);
        }
        assertThat(findings(mail("a.zip", archive("facture.pdf")), AttachmentRules.RECOMMENDED))
                .isZero();
        assertThat(findings(mail("facture.html", WORDS), AttachmentRules.RECOMMENDED))
                .isZero();
    }

    @Test
    void partsOfDocumentsAndPagesOfBooksAreNotHeld() throws IOException {
        assertThat(findings(
                        mail("a.xlsx", archive("xl/printerSettings/printerSettings1.bin")),
                        AttachmentRules.RECOMMENDED))
                .isZero();
        assertThat(findings(mail("a.epub", archive("text/chapter1.html")), AttachmentRules.RECOMMENDED))
                .isZero();
    }

    private static String archive(String name) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write("hello".getBytes(StandardCharsets.US_ASCII));
        }
        return Base64.getMimeEncoder().encodeToString(octets.toByteArray());
    }

    @Test
    void starsDoNotExplode() {
        String name = "a".repeat(400);
        assertThat(Glob.matches("*a".repeat(100) + "b", name)).isFalse();
        assertThat(Glob.matches("*a".repeat(100), name)).isTrue();
    }

    private static long findings(MailTransaction mail, AttachmentRules rules) {
        StageResult result = new AttachmentRuleStage().examine(Mails.copy(mail, Mails.policy(policy(rules))));
        return ((StageResult.Findings) result).list().size();
    }

    private static MailTransaction mail(String name, String base64) {
        return Mails.transaction(Mails.raw("From: a@example.org\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nbonjour\n--b\n"
                + "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
                + "Content-Disposition: attachment; filename=\"" + name + "\"\n\n" + base64 + "\n--b--\n"));
    }

    private static AttachmentRules rules(
            Set<AttachmentClass> classes, Set<String> extensions, Set<String> types, List<String> patterns) {
        return new AttachmentRules(
                classes, extensions, types, patterns, 0, UnseenAction.HOLD, UnseenAction.HOLD, List.of());
    }

    private static FilterPolicy policy(AttachmentRules rules) {
        FilterPolicy d = FilterPolicy.DEFAULT;
        return new FilterPolicy(
                d.level(),
                d.userMayBeLooser(),
                d.thresholds(),
                d.maxSizeBytes(),
                rules,
                d.heldBulk(),
                d.virusAction(),
                d.antiSpoofing(),
                d.spamDestroyedSilently(),
                d.antivirus(),
                d.lookups(),
                d.requireValidHeaders(),
                d.usersReleaseContent(),
                d.quarantineDays(),
                d.grey(),
                d.dmarc(),
                d.weightOverrides());
    }
}
