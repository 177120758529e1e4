package org.ecluse.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ecluse.testkit.Covers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("R3.8")
class SafeHtmlTest {
    private static final Set<String> ATTRIBUTES = Set.of("dir");
    private static final List<String> ACTIVE = List.of(
            "a", "img", "script", "style", "form", "input", "button", "iframe", "object", "svg", "link", "meta");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>x",
                "<img src=x onerror=alert(1)>x",
                "<a href='javascript:alert(1)'>x</a>",
                "<form action='https://evil.example'><input name=p type=password><button>x</button></form>",
                "<div style='position:fixed;inset:0' onclick='a()' id=messages class=panel>x</div>",
                "<iframe src='https://evil.example'></iframe>x",
                "<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'>y</a></svg>x",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>x",
                "<meta http-equiv=refresh content='0;url=https://evil.example'>x",
                "<base href='https://evil.example'><link rel=stylesheet href=/x.css>x",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>x",
                "<p dir='\"><script>alert(1)</script>'>x</p>",
                "<!--><script>alert(1)</script>-->x",
                "<template><script>alert(1)</script></template>x",
                "</div></div></form><script>alert(1)</script>x",
                "<video src='https://evil.example/v' autoplay></video><audio src='https://evil.example/a'></audio>x",
                "<table background='https://evil.example/b.png'><tr><td>x</td></tr></table>"
            })
    void nothingInItIsActive(String hostile) {
        // As the page's browser reads it: what comes out must stay what it is when it is read again.
        Document read = Jsoup.parse(SafeHtml.of(hostile));

        assertThat(read.select(String.join(", ", ACTIVE)).not("head *")).isEmpty();
        for (Element element : read.body().getAllElements()) {
            assertThat(element.attributes().asList())
                    .extracting(Attribute::getKey)
                    .isSubsetOf(ATTRIBUTES);
        }
        assertThat(read.text()).contains("x");
    }

    @Test
    void whereALinkLeadsIsShown() {
        assertThat(text("<a href='https://evil.example/login'>Your bank</a>"))
                .isEqualTo("Your bank <https://evil.example/login>");
        assertThat(text("<a href='https://b.example'>https://b.example</a>")).isEqualTo("https://b.example");
        assertThat(text("<a href='#top'>up</a>")).isEqualTo("up");
    }

    @Test
    void whatIsHiddenStaysHiddenAndPicturesAreTheirWords() {
        assertThat(text("<p style='DISPLAY: none'>no</p><p hidden>no</p><h1>Offer</h1><img alt='A shoe' src='x'>"))
                .isEqualTo("Offer [A shoe]");
    }

    @Test
    void nothingClosesThePageAroundIt() {
        String html = SafeHtml.of("<table><tr><td>x</div></section></main></body></html><p>y");

        assertThat(html).doesNotContain("</div>", "</section>", "</main>", "</body>");
    }

    @Test
    void deepAndLongMarkupEndsInTime() {
        String deep = "<div>".repeat(40_000) + "x";
        String links = "<a href='https://b.example/'>y</a>".repeat(5_000);
        String styles = "<p style='color:red'>z".repeat(9_000);

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThatCode(() -> SafeHtml.of(deep)).doesNotThrowAnyException();
            assertThat(SafeHtml.of(links).length()).isLessThan(200_000);
            assertThat(SafeHtml.of(styles)).contains("z");
        });
    }

    private static String text(String html) {
        return Jsoup.parse(SafeHtml.of(html)).text();
    }
}
