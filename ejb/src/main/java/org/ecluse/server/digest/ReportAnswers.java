package org.ecluse.server.digest;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.digest.ReportName;
import org.ecluse.digest.ReportReply;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Reads a mail that may be an answer to a report. */
final class ReportAnswers {
    /** What is written above a quoted report. */
    private static final int TEXT_LENGTH = 8_000;

    private static final int HTML_LENGTH = 32_000;

    private ReportAnswers() {}

    /** Message-ID of the report and what is asked for, blanks between. Empty: it answers none, or asks for nothing. */
    static Optional<String> of(ParsedMessage mail, String serviceDomain) {
        String fields = Stream.of("In-Reply-To", "References")
                .flatMap(name -> mail.values(name).stream())
                .collect(Collectors.joining(" "));
        return ReportName.in(fields, serviceDomain)
                .flatMap(report -> ReportReply.in(text(mail))
                        .map(reply -> report.name().messageId(report.seal(), serviceDomain) + " " + reply.written()));
    }

    private static String text(ParsedMessage mail) {
        return shown(mail, false)
                .map(text -> start(text, TEXT_LENGTH))
                .or(() -> shown(mail, true).map(ReportAnswers::plain))
                .orElse("");
    }

    private static Optional<String> shown(ParsedMessage mail, boolean html) {
        return mail.parts().stream()
                .filter(part -> !part.attachment() && part.isHtml() == html)
                .map(MailPart::text)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A line for each line on the screen; what is marked as quoted is left out. */
    private static String plain(String html) {
        Document document = Jsoup.parse(start(html, HTML_LENGTH));
        document.select("blockquote, style, script, head").remove();
        document.select("br, p, div, tr, li, hr").before("\n");
        return start(document.wholeText(), TEXT_LENGTH);
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
