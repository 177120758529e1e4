package org.ecluse.filter.spam;

import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Link;

/** Tricks in HTML: hidden or tiny text, forms, scripts, broken words. */
final class HtmlRule implements SpamRule {
    @Override
    public void examine(SpamView view, SpamNotes notes) {
        for (HtmlPage page : view.pages()) {
            int shown = page.text().length();
            notes.addIf(
                    page.hiddenText() > 300 && page.hiddenText() * 2 > shown,
                    "HTML_HIDDEN_TEXT",
                    page.hiddenText() + " characters");
            notes.addIf(page.tinyText() > 40, "HTML_TINY_TEXT", page.tinyText() + " characters");
            notes.addIf(page.form(), "HTML_FORM", "");
            notes.addIf(page.passwordField(), "HTML_PASSWORD_FIELD", "");
            notes.addIf(page.script(), page.attached() ? "HTML_ATTACHED_SCRIPT" : "HTML_SCRIPT", "");
            notes.addIf(page.refresh(), "HTML_REFRESH", "");
            notes.addIf(
                    page.comments() >= 15 && page.comments() * 3 > page.elements(),
                    "HTML_COMMENT_SALT",
                    page.comments() + " comments");
            notes.addIf(page.oddElements() >= 3, "HTML_ODD_TAGS", page.oddElements() + " unknown tags");
            notes.addIf(page.splitWords() >= 5, "HTML_SPLIT_WORDS", page.splitWords() + " words");
            notes.addIf(page.linkedImage() && shown < 400, "HTML_LINKED_IMAGE", "");
            notes.addIf(
                    page.links().stream().noneMatch(Link::isWeb) && page.remoteImages() > 0, "HTML_IMAGE_NO_LINK", "");
        }
    }
}
