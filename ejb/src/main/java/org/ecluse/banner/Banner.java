package org.ecluse.banner;

import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.Locale;
import org.ecluse.text.Texts;

/**
 * What is put at the end of a mail: one sentence with one link.
 *
 * @param sentence in the reader's language; no markup
 * @param url ASCII, without anything that HTML gives a meaning to
 */
public record Banner(String sentence, String url, Locale language) {
    private static final String RULE = "________________________________";

    public Banner {
        if (!url.matches("https?://[A-Za-z0-9._:/\\[\\]-]+")) {
            throw new IllegalArgumentException("no address for a banner: " + url);
        }
    }

    /** In the words of {@code mail_*.properties}. @param url that reports the mail */
    public static Banner of(String url, Texts texts) {
        return new Banner(texts.say("banner.link"), url, texts.locale());
    }

    /** As plain text after a text, in letters that {@code charset} has; accents are left out where it has none. */
    String plain(CharsetEncoder charset) {
        String said = charset.canEncode(sentence) ? sentence : withoutAccents();
        return "\r\n\r\n" + RULE + "\r\n" + said + "\r\n" + url + "\r\n";
    }

    /** As HTML, ASCII, short lines. */
    String html() {
        return "\r\n<div lang=\"" + language.getLanguage() + "\" dir=\"ltr\" style=\"clear:both;margin:24px 0 0;"
                + "padding:8px 0 0;\r\nborder-top:1px solid #999;font:12px/1.5 sans-serif;color:#555;\r\n"
                + "background:#fff;text-align:left\"><a style=\"color:#555\" rel=\"noreferrer nofollow\"\r\nhref=\""
                + url + "\">" + escaped() + "</a></div>\r\n";
    }

    private String withoutAccents() {
        StringBuilder ascii = new StringBuilder(sentence.length());
        Normalizer.normalize(sentence, Normalizer.Form.NFD)
                .chars()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> ascii.append(c < 127 ? (char) c : ' '));
        return ascii.toString();
    }

    private String escaped() {
        StringBuilder html = new StringBuilder(sentence.length() + 20);
        sentence.codePoints().forEach(c -> {
            if (c < 127 && c != '<' && c != '>' && c != '&' && c != '"' && c != '\'') {
                html.append((char) c);
            } else {
                html.append("&#").append(c).append(';');
            }
        });
        return html.toString();
    }
}
