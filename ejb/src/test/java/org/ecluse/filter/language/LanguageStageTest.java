package org.ecluse.filter.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.ecluse.filter.FilterStage;
import org.ecluse.mail.RawMessage;
import org.ecluse.policy.Weights;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.LanguageFinding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.9")
class LanguageStageTest {
    private static final FilterStage STAGE = new LanguageStage();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr français   | Votre colis n'a pas pu être remis, merci de confirmer votre adresse avant demain soir.
            en English    | Your parcel could not be handed over, please confirm your address before tomorrow.
            de Deutsch    | Ihr Paket konnte nicht zugestellt werden, bitte bestätigen Sie Ihre Anschrift bis morgen.
            es español    | Su paquete no se pudo entregar, confirme su dirección antes de mañana por la noche.
            it italiano   | Il suo pacco non è stato consegnato, confermi il suo indirizzo entro domani sera.
            pt português  | A sua encomenda não pôde ser entregue, confirme a sua morada até amanhã à noite.
            nl Nederlands | Uw pakket kon niet worden bezorgd, bevestig uw adres alstublieft voor morgenavond.
            pl polski     | Twoja przesyłka nie mogła zostać doręczona, prosimy o potwierdzenie adresu do jutra.
            cs čeština    | Vaši zásilku se nepodařilo doručit, potvrďte prosím svou adresu ještě dnes večer.
            tr Türkçe     | Kargonuz teslim edilemedi, lütfen yarın akşama kadar adresinizi onaylayın ve bekleyin.
            ru русский    | Ваша посылка не была доставлена, подтвердите, пожалуйста, ваш адрес до завтрашнего вечера.
            uk українська | Вашу посилку не вдалося доставити, підтвердьте, будь ласка, свою адресу до завтрашнього вечора.
            el Ελληνικά   | Το δέμα σας δεν παραδόθηκε, επιβεβαιώστε τη διεύθυνσή σας.
            he עברית      | החבילה שלך לא נמסרה, אנא אשר את הכתובת שלך
            ar العربية    | لم يتم تسليم الطرد الخاص بك، يرجى تأكيد عنوانك
            zh 中文         | 您的包裹未能送达，请在明天之前确认您的地址
            ja 日本語        | お荷物をお届けできませんでした。住所を確認してください
            ko 한국어        | 소포를 배달하지 못했습니다. 주소를 확인해 주세요
            """)
    void isTold(String detail, String text) {
        assertThat(found(plain(text))).containsExactly(Finding.of(Ground.LANGUAGE, detail));
        assertThat(found(html(text))).as("as a page").containsExactly(Finding.of(Ground.LANGUAGE, detail));
    }

    @Test
    void whatSaysTooLittleIsInNone() {
        assertThat(found(plain("ok"))).isEmpty();
        assertThat(found(plain("https://shop.example/please/confirm/your/address/before/tomorrow/evening 4711 0815")))
                .isEmpty();
        assertThat(found(plain("1234 5678 ".repeat(100)))).isEmpty();
    }

    /** Each letter of such a text is one of another script. */
    @Test
    void hugeAndMixedTextEndsSoon() {
        assertThat(found(plain("aбγא中か한".repeat(50_000)))).hasSizeLessThan(2);
        assertThat(found(plain("x".repeat(500_000)))).hasSizeLessThan(2);
    }

    @Test
    void anUnreadOneIsASignOnlyWhereThePolicyNamesThoseThatAreRead() {
        List<Finding> russian = List.of(Finding.of(Ground.LANGUAGE, "ru русский"));
        assertThat(LanguageFinding.unread(russian, Set.of())).isEmpty();
        assertThat(LanguageFinding.unread(russian, Set.of("fr", "ru"))).isEmpty();
        assertThat(LanguageFinding.unread(russian, Set.of("fr", "en")))
                .containsExactly(Finding.of(Ground.LANGUAGE_UNREAD, "ru русский"));
        assertThat(LanguageFinding.unread(List.of(), Set.of("fr")))
                .as("not told")
                .isEmpty();
    }

    @Test
    void everyStageOfACopySeesIt() {
        var policy = Mails.policy(PolicyDocument.parse("{\"languages\":[\"fr\"]}"));
        var copy = Mails.copy(Mails.transaction(plain("hello")), policy, Finding.of(Ground.LANGUAGE, "en English"));
        assertThat(new UnreadLanguageStage().examine(copy))
                .isEqualTo(StageResult.of(Finding.of(Ground.LANGUAGE_UNREAD, "en English")));
        assertThat(Weights.shipped().of(Ground.LANGUAGE_UNREAD)).isPositive();
        assertThat(Weights.shipped().of(Ground.LANGUAGE)).isZero();
    }

    private static List<Finding> found(RawMessage mail) {
        return ((StageResult.Findings) STAGE.examine(Mails.transaction(mail))).list();
    }

    private static RawMessage plain(String text) {
        return Mails.raw("Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n");
    }

    private static RawMessage html(String text) {
        return Mails.raw(
                "Subject: x\nContent-Type: text/html; charset=utf-8\n\n<html><body><style>body { color: red }</style><p>"
                        + text + "</p></body></html>\n");
    }
}
