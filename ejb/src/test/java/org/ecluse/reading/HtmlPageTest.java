package org.ecluse.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecluse.testkit.Mails;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlPageTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "no size at all | <p>words</p> | 5 | 0 | 0",
                "size 0 | <p style='font-size:0'>words</p> | 0 | 5 | 0",
                "a size inside a cell of size 0 | <td style='font-size:0px'><div style='font-size: 15px'>words</div></td> | 5 | 0 | 0",
                "behind that size it is 0 again | <div style='font-size:0'><b style='font-size:9pt'>ab</b>words</div> | 2 | 5 | 0",
                "twice nothing is nothing | <div style='font-size:0'><b style='font-size:2em'>words</b></div> | 0 | 5 | 0",
                "less than one em | <p style='font-size:0.8em'>words</p> | 5 | 0 | 0",
                "less than one rem inside 0 | <div style='font-size:0'><p style='font-size:.875rem'>words</p></div> | 5 | 0 | 0",
                "of another property | <p style='font-size:0;mso-bidi-font-size:12pt'>words</p> | 0 | 5 | 0",
                "the last one counts | <p style='font-size:0;font-size:12px!important'>words</p> | 5 | 0 | 0",
                "tiny | <p style='font-size:1px'>words</p> | 5 | 0 | 5",
                "not tiny inside | <p style='font-size:1px'><b style='font-size:small'>words</b></p> | 5 | 0 | 0",
                "no display is not undone | <div style='display:none'><p style='font-size:12px'>words</p></div> | 0 | 5 | 0",
                "hidden from one program only | <a style='color:#fff;mso-hide:all'>words</a> | 5 | 0 | 0"
            })
    void lettersAreSeenInTheSizeThatIsSetNextToThem(String name, String html, int shown, int hidden, int tiny) {
        HtmlPage page = HtmlPage.read("<table><tr>" + html + "</tr></table>", false, Mails.budget());

        assertThat(page.text().strip()).hasSize(shown);
        assertThat(page.hiddenText()).isEqualTo(hidden);
        assertThat(page.tinyText()).isEqualTo(tiny);
    }
}
