package org.ecluse.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

@Covers("R3.8")
class MailPreviewerTest {
    private static final String MIXED = """
            From: a@b.example
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            plain
            --a
            Content-Type: text/html; charset=utf-8

            <b>rich</b><script>alert(1)</script>
            --a--
            --m
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=utf-8''%E2%80%AEfdp.exe%0Asecond

            MZ
            --m--
            """;

    @Test
    void theRichTextIsShownAndFilesAreListed() throws IOException {
        MailPreview preview = preview(MIXED);

        assertThat(preview.html().orElseThrow()).contains("<b>rich</b>").doesNotContain("alert");
        assertThat(preview.text()).isEmpty();
        assertThat(preview.attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("fdp.exe second");
            assertThat(file.type()).isNotEqualTo("application/pdf");
            assertThat(file.sizeBytes()).isPositive();
        });
        assertThat(preview.shortened()).isFalse();
    }

    @Test
    void withoutRichTextThePlainOneIsShownAsItIs() throws IOException {
        MailPreview preview =
                preview("From: a@b.example\nContent-Type: text/plain\n\n1 < 2 <script>alert(1)</script>\n");

        assertThat(preview.html()).isEmpty();
        assertThat(preview.text()).isEqualToIgnoringNewLines("1 < 2 <script>alert(1)</script>");
    }

    @Test
    void muchIsCutAndSaidToBe() throws IOException {
        MailPreview preview = preview("From: a@b.example\nContent-Type: text/plain\n\n" + "long line\n".repeat(30_000));

        assertThat(preview.shortened()).isTrue();
        assertThat(preview.text()).hasSize(MailPreviewer.MOST_TEXT);
    }

    @Test
    void manyFilesAreCounted() throws IOException {
        StringBuilder mail = new StringBuilder("From: a@b.example\nContent-Type: multipart/mixed; boundary=m\n\n");
        for (int i = 0; i < MailPreview.MOST_ATTACHMENTS + 7; i++) {
            mail.append("--m\nContent-Type: image/png\nContent-Disposition: attachment; filename=p")
                    .append(i);
            mail.append(".png\n\nx\n");
        }
        MailPreview preview = preview(mail.append("--m--\n").toString());

        assertThat(preview.attachments()).hasSize(MailPreview.MOST_ATTACHMENTS);
        assertThat(preview.moreAttachments()).isEqualTo(7);
        assertThat(preview.isBlank()).isTrue();
    }

    private static MailPreview preview(String mail) throws IOException {
        return new MailPreviewer()
                .preview(new BytesMessage(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }
}
