package org.ecluse.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;

@Covers("R2.10")
class NoticeTextTest {
    private static final Instant HELD = Instant.parse("2026-03-02T05:00:00Z");

    @Test
    void theRecipientMayRelease() {
        NoticeText text = text(NoticeParty.RECIPIENT, "en", 0, Optional.of("https://mail.example/l/token"));
        assertThat(text.subject()).isEqualTo("A message for you was held");
        assertThat(text.plain())
                .contains("Subject: Offer & more", "https://mail.example/l/token", "From: Eve <eve@b.example>")
                .contains("is larger than your organisation allows")
                .doesNotContain("Reference");
        assertThat(text.html())
                .contains("href=\"https://mail.example/l/token\"", "Offer &amp; more", "Eve &lt;eve@b.example&gt;");
    }

    @Test
    void theSenderHearsWhatItSentAndToWhomAndNothingElse() {
        NoticeText text = text(NoticeParty.SENDER, "fr", 0, Optional.empty());
        assertThat(text.subject()).isEqualTo("Votre message est retenu et n’a pas été distribué");
        assertThat(text.plain())
                .contains("bob@demo.example", "Offer & more")
                .doesNotContain("01ARZ", "eve@b.example", "/l/");
        assertThat(text.html()).doesNotContain("01ARZ", "eve@b.example", "href");
    }

    @Test
    void theAdministratorGetsTheReferenceAndHowManyWait() {
        NoticeText text = text(NoticeParty.ADMINISTRATOR, "en", 7, Optional.empty());
        assertThat(text.subject()).isEqualTo("8 messages were held");
        assertThat(text.plain()).contains("Reference: 01ARZ.1", "7 more wait for the next notice.");
        assertThat(text.html()).contains("01ARZ.1", "7 more wait");
    }

    private static NoticeText text(NoticeParty party, String language, int more, Optional<String> url) {
        return new NoticeText(new NoticeContent(
                party,
                language,
                ZoneId.of("Europe/Paris"),
                List.of(new NoticeContent.Line(
                        "01ARZ.1",
                        "Eve <eve@b.example>",
                        "bob@demo.example",
                        "Offer & more",
                        HELD,
                        HELD.plusSeconds(86_400),
                        VerdictName.SIZE,
                        url)),
                more));
    }
}
