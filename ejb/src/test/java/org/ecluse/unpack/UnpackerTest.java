package org.ecluse.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.UnpackedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R2.4", "R2.5"})
class UnpackerTest {
    private static final String EICAR =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-".concat("ANTIVIRUS-TEST-FILE!$H+H*");

    @Test
    void theEmbeddedEngineSeesAVirusInAZipInAZipInAMailInAMail() throws IOException {
        byte[] archive = zip("inner.zip", zip("a.com", latin(EICAR)));
        RawMessage mail = mail("outer.eml", octets(mail("outer.zip", archive)));
        ScanAnswer answer = new SignatureScanner(new HashList(Map.of())).scan(mail, Mails.parsed(mail), Mails.budget());
        assertThat(answer).isInstanceOf(ScanAnswer.Infected.class);
    }

    @Test
    void theListOfDigestsSeesFilesInArchives() throws IOException {
        byte[] bad = latin("known to be bad");
        MailPart inside = UnpackedFile.open("a.zip", zip("b.bin", bad)).files().get(0);
        RawMessage mail = mail("a.zip", zip("b.bin", bad));
        ScanAnswer answer = new SignatureScanner(new HashList(Map.of(inside.sha256(), "Known-Bad")))
                .scan(mail, Mails.parsed(mail), Mails.budget());
        assertThat(answer).isInstanceOf(ScanAnswer.Infected.class);
        assertThat(inside.label()).isEqualTo("a.zip/b.bin");
    }

    @Test
    void contentOfAGzipTakesItsNameWithoutTheExtension() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(latin("hello"));
        }
        assertThat(UnpackedFile.open("setup.exe.gz", octets.toByteArray()).files())
                .extracting(part -> part.names().get(0))
                .containsExactly("setup.exe");
    }

    /** The header before the data says one name, the directory another: programs show either. */
    @Test
    void bothNamesOfAContradictoryEntryCount() throws IOException {
        byte[] archive = zip("notes.txt", latin("hello"));
        int directory = new Octets(archive, 0, archive.length).indexOf(ZipRecord.CENTRAL, 0);
        System.arraycopy(latin("setup.exe"), 0, archive, directory + 46, 9);
        FileOpener.Opened opened = UnpackedFile.open("a.zip", archive);
        assertThat(opened.traits()).containsExactly(FileTrait.CONTRADICTORY);
        assertThat(opened.files().get(0).names()).containsExactly("notes.txt", "setup.exe");
    }

    @Test
    void anEncryptedEntryShowsItsNameAndIsNotClean() throws IOException {
        byte[] archive = zip("letter.txt", latin("hello"));
        archive[6] |= 1; // the flag of the header before the data
        FileOpener.Opened opened = UnpackedFile.open("a.zip", archive);
        assertThat(opened.traits()).containsExactly(FileTrait.ENCRYPTED);
        assertThat(opened.files().get(0).names()).containsExactly("letter.txt");
        assertThat(opened.files().get(0).traits()).containsExactly(FileTrait.ENCRYPTED);
    }

    @Test
    void aZipThatLostItsEndIsReadAndUnreadableAsAWhole() throws IOException {
        byte[] archive = zip("a.txt", latin("hello"));
        int directory = new Octets(archive, 0, archive.length).indexOf(ZipRecord.CENTRAL, 0);
        FileOpener.Opened opened = UnpackedFile.open("a.zip", Arrays.copyOf(archive, directory));
        assertThat(opened.traits()).containsExactly(FileTrait.UNREADABLE);
        assertThat(opened.files().get(0).text()).contains("hello");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            at every limit        | 5000 | 2 | 2 | 100 | false
            a byte over           | 4999 | 2 | 2 | 100 | true
            an entry over         | 5000 | 1 | 2 | 100 | true
            a level over          | 5000 | 2 | 1 | 100 | true
            more than the ratio   | 5000 | 2 | 2 | 2   | true
            """)
    void overBudgetIsSaid(String row, long bytes, long entries, int depth, int ratio, boolean over) throws IOException {
        byte[] inner = zip("a.txt", new byte[4000]);
        byte[] archive = zip("inner.zip", inner);
        // Of zip files, each entry counts once in the directory and once when it is read.
        UnpackLimits limits = new UnpackLimits(
                Duration.ofSeconds(5), bytes - 1000 + inner.length, 2 * entries, depth, ratio, 100, 1 << 20, 1000);
        FileOpener.Opened opened = UnpackedFile.open("a.zip", archive, limits);
        boolean seen = opened.traits().contains(FileTrait.OVER_BUDGET)
                || opened.files().stream().anyMatch(part -> part.traits().contains(FileTrait.OVER_BUDGET));
        assertThat(seen).isEqualTo(over);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            page.html     | <html><script>x()</script>                                       | SCRIPT
            page.html     | <html><script type="application/ld+json">{}</script><p>x          |
            page.html     | <html><p>hello                                                   |
            image.svg     | <svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>           | SCRIPT
            table.csv     | name;total                                                       |
            a.pdf         | %PDF-1.4 1 0 obj <</OpenAction <</S /JavaScript /JS (x)>> >>     | FORM_SCRIPT
            a.pdf         | %PDF-1.4 1 0 obj <</S /J#61vaScript>>                            | FORM_SCRIPT
            a.pdf         | %PDF-1.4 1 0 obj <</S /Launch /F (calc.exe)>>                    | LAUNCH
            a.pdf         | %PDF-1.4 trailer <</Encrypt 5 0 R>>                              | ENCRYPTED
            a.pdf         | %PDF-1.4 1 0 obj <</Type /Catalog>>                              |
            letter.rtf    | {\\rtf1{\\*\\template http://www.example.org/a.dotm}}            | EXTERNAL
            settings.rels | <Relationships><Relationship Type="http://x/attachedTemplate" Target="http://x/" TargetMode="External"/> | EXTERNAL
            settings.rels | <Relationships><Relationship Type="http://x/hyperlink" Target="http://x/" TargetMode="External"/> |
            document.xml  | <w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x</w:instrText></w:r> | DDE
            """)
    void documentsThatDoSomething(String name, String content, FileTrait trait) {
        assertThat(UnpackedFile.open(name, latin(content.replace("\\\\", "\\"))).traits())
                .isEqualTo(trait == null ? Set.of() : Set.of(trait));
    }

    /** Many bills and statements are encrypted so that they cannot be changed; everybody can read them. */
    @Test
    void aPdfThatOpensWithoutPasswordIsLookedInto() throws IOException {
        assertThat(UnpackedFile.open("a.pdf", pdf("")).traits()).containsExactly(FileTrait.FORM_SCRIPT);
        assertThat(UnpackedFile.open("a.pdf", pdf("secret")).traits()).contains(FileTrait.ENCRYPTED);
    }

    private static byte[] pdf(String password) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('x')"));
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            document.save(octets);
        }
        return octets.toByteArray();
    }

    @Test
    void aTableThatAsksAProgram() {
        assertThat(UnpackedFile.open("table.csv", latin("=cmd|'/c calc'!A1")).traits())
                .containsExactly(FileTrait.DDE);
    }

    @Test
    void anAttachmentLargerThanIsKeptIsOverBudget() throws IOException {
        UnpackLimits limits = UnpackLimits.DEFAULT;
        UnpackLimits small = new UnpackLimits(
                limits.time(),
                limits.bytes(),
                limits.entries(),
                limits.depth(),
                limits.ratio(),
                limits.ratioFromBytes(),
                100_000,
                limits.textBytes());
        List<MailPart> parts = new MailReader(() -> new Unpacker(small, ArchiveProgram.NONE, new MemoryGate(1)))
                .read(mail("a.bin", new byte[100_001]), Mails.budget())
                .parts();
        assertThat(parts.get(0).traits()).containsExactly(FileTrait.OVER_BUDGET);
    }

    private static RawMessage mail(String name, byte[] content) {
        return Mails.raw("From: a@example.org\nTo: b@demo.example\nSubject: a file\nMIME-Version: 1.0\n"
                + "Content-Type: application/octet-stream; name=\"" + name
                + "\"\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\n");
    }

    private static byte[] octets(RawMessage mail) throws IOException {
        return mail.open().readAllBytes();
    }

    /** An archive whose entry has its sizes before its data. */
    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return octets.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
