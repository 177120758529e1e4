package org.ecluse.filter.spam;

import java.util.List;
import org.ecluse.mail.MailPart;
import org.ecluse.reading.HtmlPage;

/** How the message is built: parts, encodings, proportion of text, HTML and images. */
final class StructureRule implements SpamRule {
    @Override
    public void examine(SpamView view, SpamNotes notes) {
        List<MailPart> parts = view.parsed().parts();
        List<HtmlPage> shown =
                view.pages().stream().filter(page -> !page.attached()).toList();
        boolean plain = parts.stream().anyMatch(part -> !part.attachment() && !part.isHtml());
        notes.addIf(!shown.isEmpty() && !plain, "HTML_WITHOUT_TEXT", "");
        boolean alternative = view.parsed().containers().contains("multipart/alternative");
        notes.addIf(alternative && (shown.isEmpty() || !plain), "ALTERNATIVE_OF_ONE", "");
        notes.addIf(
                alternative
                        && !shown.isEmpty()
                        && plain
                        && view.plainText().strip().length() < 10
                        && shown.get(0).text().strip().length() > 100,
                "ALTERNATIVE_TEXT_EMPTY",
                "");
        notes.addIf(view.pages().stream().anyMatch(HtmlPage::attached), "HTML_ATTACHED", "");
        boolean rootHtml = view.header("Content-Type")
                .filter(type -> type.regionMatches(true, 0, "text/html", 0, 9))
                .isPresent();
        notes.addIf(rootHtml, "HTML_ROOT", "");
        view.header("Content-Transfer-Encoding")
                .filter(encoding -> encoding.strip().equalsIgnoreCase("base64"))
                .filter(encoding -> !view.parsed().parts().isEmpty())
                .ifPresent(encoding -> notes.addIf(
                        AsciiOnly.isMostlyAscii(
                                view.plainText().isEmpty()
                                        ? view.pages().stream()
                                                .findFirst()
                                                .map(HtmlPage::text)
                                                .orElse("")
                                        : view.plainText()),
                        "BASE64_NEEDLESS",
                        ""));
        long text = view.words().length();
        long images = parts.stream()
                .filter(part -> part.detectedType().startsWith("image/"))
                .count();
        int inPages = shown.stream().mapToInt(HtmlPage::images).sum();
        notes.addIf(inPages > 0 && text < 200, "IMAGE_MOSTLY", inPages + " images, " + text + " characters");
        notes.addIf(images > 0 && text < 120 && inPages == 0, "IMAGE_ATTACHED_MOSTLY", images + " images");
        notes.addIf(text < 60 && !view.links().isEmpty(), "LINK_ALMOST_ALONE", "");
        boolean pdf = parts.stream().anyMatch(part -> part.detectedType().equals("application/pdf"));
        notes.addIf(pdf && text < 300, "PDF_MOSTLY", "");
        boolean calendar = parts.stream().anyMatch(part -> part.declaredType().equals("text/calendar"));
        notes.addIf(calendar && !view.hasThread(), "CALENDAR_UNASKED", "");
        notes.addIf(ScriptMix.isMixed(view.subject()), "SUBJECT_MIXED_SCRIPT", view.subject());
    }
}
