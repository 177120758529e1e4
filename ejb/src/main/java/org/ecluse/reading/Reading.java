package org.ecluse.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailImages;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.PlainWords;
import org.ecluse.mail.RawMessage;

/**
 * A message as its reader sees it.
 *
 * @param plainText characters of the text parts that are shown, bounded
 * @param pages HTML parts, attached ones too
 * @param links of pages and texts, in order, bounded
 * @param words subject and everything shown, as {@link PlainWords}
 * @param codes links that stand in QR codes of the images; they are among {@code links} too
 * @param fileNames names of the attachments, bounded
 */
public record Reading(
        String plainText,
        List<HtmlPage> pages,
        List<Link> links,
        String words,
        List<Link> codes,
        List<String> fileNames) {
    private static final int MOST_TEXT = 100_000;
    private static final int MOST_HTML = 300_000;
    private static final int MOST_LINKS = 500;
    private static final int MOST_NAMES = 50;

    /**
     * Reads {@code parsed}, HTML and text each up to a bound, and the QR codes of its images.
     *
     * @throws IOException if the message cannot be read from where it is kept
     */
    public static Reading of(ParsedMessage parsed, RawMessage raw, Budget budget) throws IOException {
        List<byte[]> images = hasImage(parsed) ? new ArrayList<>(MailImages.of(raw, budget)) : new ArrayList<>();
        return of(parsed, images, budget);
    }

    private static boolean hasImage(ParsedMessage parsed) {
        return parsed.parts().stream()
                .anyMatch(part -> part.detectedType().startsWith("image/")
                        || part.declaredType().startsWith("image/"));
    }

    private static Reading of(ParsedMessage parsed, List<byte[]> images, Budget budget) {
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
        images.addAll(QrCodes.inPages(pages));
        List<Link> codes = QrCodes.in(images, budget);
        links.addAll(0, codes); // first, so that no bound cuts them off
        List<Link> bounded = links.size() > MOST_LINKS ? links.subList(0, MOST_LINKS) : links;
        return new Reading(
                plainText,
                List.copyOf(pages),
                List.copyOf(bounded),
                words(parsed, plainText, pages),
                codes,
                fileNames(parsed));
    }

    private static List<String> fileNames(ParsedMessage parsed) {
        return parsed.parts().stream()
                .map(MailPart::fileName)
                .flatMap(Optional::stream)
                .limit(MOST_NAMES)
                .toList();
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
