package org.ecluse.reading;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.PlainWords;

/**
 * A message as its reader sees it.
 *
 * @param plainText characters of the text parts that are shown, bounded
 * @param pages HTML parts, attached ones too
 * @param links of pages and texts, in order, bounded
 * @param words subject and everything shown, as {@link PlainWords}
 */
public record Reading(String plainText, List<HtmlPage> pages, List<Link> links, String words) {
    private static final int MOST_TEXT = 100_000;
    private static final int MOST_HTML = 300_000;
    private static final int MOST_LINKS = 500;

    /** Reads {@code parsed}, HTML and text each up to a bound. */
    public static Reading of(ParsedMessage parsed, Budget budget) {
        StringBuilder plain = new StringBuilder();
        List<HtmlPage> pages = new ArrayList<>();
        int htmlLeft = MOST_HTML;
        for (MailPart part : parsed.parts()) {
            budget.check();
            String text = part.text().orElse("");
            if (part.isHtml() && htmlLeft > 0) {
                String html = text.length() > htmlLeft ? text.substring(0, htmlLeft) : text;
                htmlLeft -= html.length();
                pages.add(HtmlPage.read(html, part.attachment(), budget));
            } else if (!part.isHtml() && !part.attachment() && plain.length() < MOST_TEXT) {
                plain.append(text, 0, Math.min(text.length(), MOST_TEXT - plain.length()))
                        .append('\n');
            }
        }
        String plainText = plain.toString();
        List<Link> links = new ArrayList<>();
        pages.forEach(page -> links.addAll(page.links()));
        if (pages.isEmpty()) {
            links.addAll(Link.inText(plainText, budget));
        }
        List<Link> bounded = links.size() > MOST_LINKS ? links.subList(0, MOST_LINKS) : links;
        return new Reading(plainText, List.copyOf(pages), List.copyOf(bounded), words(parsed, plainText, pages));
    }

    private static String words(ParsedMessage parsed, String plainText, List<HtmlPage> pages) {
        StringBuilder words = new StringBuilder();
        PlainWords.append(parsed.subject(), 1000, words);
        // Of an alternative the HTML counts: that is what is shown.
        boolean htmlShown =
                pages.stream().anyMatch(page -> !page.attached() && page.text().length() > 20);
        if (htmlShown) {
            pages.forEach(page -> PlainWords.append(page.text(), MOST_TEXT, words));
        }
        if (!htmlShown || plainText.length() < 2000) {
            PlainWords.append(plainText, MOST_TEXT, words);
        }
        return words.toString();
    }
}
