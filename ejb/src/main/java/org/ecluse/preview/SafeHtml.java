package org.ecluse.preview;

import java.util.Locale;
import java.util.Map;
import org.ecluse.text.VisibleText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * HTML of strangers that can stand in a page of ours: the words and their order, nothing that loads, runs, sends, links or lays itself
 * over the page. Elements keep no attribute but {@code dir}; where a link leads is shown as words.
 */
final class SafeHtml {
    private static final int MOST_LINKS = 500;
    private static final int TARGET_LENGTH = 120;

    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "div", "span", "br", "hr", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "code")
            .addTags("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "center")
            .addTags("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption")
            .addAttributes(":all", "dir");

    /** With their content: it is no text, or not meant to be read. */
    private static final String UNSEEN =
            "script, style, template, noscript, head, title, object, embed, applet, iframe, svg, math, select, textarea,"
                    + " [hidden]";

    /** Ways of hiding text that need no knowledge of style sheets. */
    private static final String[] HIDING = {"display:none", "visibility:hidden", "font-size:0;", "mso-hide:all"};

    private static final Map<String, String> SHOWN_AS =
            Map.of("h1", "p", "h2", "p", "h3", "p", "h4", "p", "h5", "p", "h6", "p");

    private SafeHtml() {}

    /** @param html of any quality, bounded by the caller */
    static String of(String html) {
        Document page = Jsoup.parse(html);
        page.select(UNSEEN).remove();
        page.select("[style]").forEach(SafeHtml::removeIfHidden);
        page.select("img, input[type=image]").forEach(SafeHtml::showWords);
        page.select("a[href], area[href]").stream().limit(MOST_LINKS).forEach(SafeHtml::showTarget);
        // Headings of a mail are none of the page around it.
        page.select("h1, h2, h3, h4, h5, h6").forEach(heading -> heading.tagName(SHOWN_AS.get(heading.normalName())));
        Document clean = new Cleaner(ALLOWED).clean(page);
        clean.outputSettings().prettyPrint(false);
        return clean.body().html();
    }

    private static void removeIfHidden(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "") + ";";
        for (String hiding : HIDING) {
            if (style.contains(hiding)) {
                element.remove();
                return;
            }
        }
    }

    private static void showWords(Element image) {
        String words = VisibleText.line(image.attr("alt"), TARGET_LENGTH);
        image.replaceWith(new TextNode(words.isEmpty() ? "" : "[" + words + "]"));
    }

    private static void showTarget(Element link) {
        String target = VisibleText.line(link.attr("href"), TARGET_LENGTH);
        boolean leads = !target.isEmpty() && !target.startsWith("#");
        if (leads && !link.text().strip().equals(target)) {
            link.appendText(" <" + target + ">");
        }
    }
}
