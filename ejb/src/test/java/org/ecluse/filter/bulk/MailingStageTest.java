package org.ecluse.filter.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.2")
class MailingStageTest {
    private static final String ONE_CLICK = "List-Unsubscribe-Post: List-Unsubscribe=One-Click";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one click at the author's     | <https://news.shop.example/u/1>      | List-Unsubscribe-Post: List-Unsubscribe=One-Click | BULK_ADVERTISING |                 | true
            one click at a known service  | <https://shop.us1.list-manage.com/u> | List-Unsubscribe-Post: List-Unsubscribe=One-Click | BULK_NEWSLETTER  |                 | true
            one click elsewhere           | <https://elsewhere.example/u/1>      | List-Unsubscribe-Post: List-Unsubscribe=One-Click | BULK_ADVERTISING |                 | false
            named a list                  | <mailto:leave@shop.example>          | List-Id: <news.shop.example>                      | BULK_NEWSLETTER  |                 | true
            says that it is bulk          | <mailto:leave@shop.example>          | Precedence: bulk                                  | BULK_NEWSLETTER  |                 | true
            an offer to leave alone       | <https://shop.example/u/1>           | X-Other: 1                                        | BULK_ADVERTISING |                 | false
            no mailing                    | <https://shop.example/u/1>           | List-Unsubscribe-Post: List-Unsubscribe=One-Click | DKIM_PASS        |                 | false
            shows another's name          | <https://shop.example/u/1>           | List-Unsubscribe-Post: List-Unsubscribe=One-Click | BULK_ADVERTISING | PHISH_NAME_BRAND | false
            forged                        | <https://shop.example/u/1>           | List-Unsubscribe-Post: List-Unsubscribe=One-Click | BULK_ADVERTISING | DMARC_FAIL_REJECT | false
            """)
    void declaresItself(String row, String leave, String field, String bulk, String doubt, boolean declared) {
        String mail = "From: Shop <news@shop.example>\nSubject: Soldes\nList-Unsubscribe: " + leave + "\n" + field
                + "\n\nBonjour\n";
        List<Finding> before = new ArrayList<>(List.of(Finding.of(bulk), new Finding("LEARNED_SPAM", 4.5, "")));
        if (doubt != null) {
            before.add(Finding.of(doubt));
        }
        List<Finding> found = found(mail, before);
        assertThat(found.stream().map(Finding::symbol).toList())
                .isEqualTo(declared ? List.of("MAILING_DECLARED") : List.of());
    }

    @Test
    void takesBackExactlyWhatWasLearned() {
        Finding learned = new Finding("LEARNED_SPAM", 4.5, "");
        Finding back = found(
                        "From: a@shop.example\nSubject: s\nList-Unsubscribe: <https://shop.example/u>\n" + ONE_CLICK
                                + "\n\nx\n",
                        List.of(Finding.of("BULK_NEWSLETTER"), learned))
                .get(0);
        Weights shipped = Weights.shipped();
        assertThat(shipped.of(learned.symbol()) * learned.multiplier() + shipped.of(back.symbol()) * back.multiplier())
                .isZero();
    }

    @Test
    void whatWasLearnedForItStays() {
        assertThat(found(
                        "From: a@shop.example\nSubject: s\nList-Unsubscribe: <https://shop.example/u>\n" + ONE_CLICK
                                + "\n\nx\n",
                        List.of(Finding.of("BULK_NEWSLETTER"), new Finding("LEARNED_HAM", 2, ""))))
                .isEmpty();
    }

    @Test
    void picturesCountForLess() {
        assertThat(found(
                        "From: a@shop.example\nSubject: s\nList-Unsubscribe: <https://shop.example/u>\n" + ONE_CLICK
                                + "\n\nx\n",
                        List.of(
                                Finding.of("BULK_ADVERTISING"),
                                Finding.of("IMAGE_MOSTLY"),
                                Finding.of("HTML_LINKED_IMAGE"))))
                .extracting(Finding::symbol)
                .containsExactly("MAILING_PICTURES");
    }

    private static List<Finding> found(String mail, List<Finding> before) {
        StageResult result = new MailingStage().examine(Mails.transaction(Mails.raw(mail)), before);
        return ((StageResult.Findings) result).list();
    }
}
