package org.ecluse.preview;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailFault;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.preview.MailPreview.Attachment;
import org.ecluse.text.VisibleText;

/** Makes the preview of a message within bounds of time, size and number. Safe for use by many threads. */
public final class MailPreviewer {
    static final int MOST_TEXT = 200_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 100L * 1024 * 1024;
    private static final int MOST_PARTS = 1000;
    private static final int NAME_LENGTH = 120;
    private static final int TYPE_LENGTH = 80;

    /** After these the reader did not see all of the message. */
    private static final Set<String> CUT = Arrays.stream(MailFault.values())
            .filter(MailFault::hidesContent)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    private final MailReader reader = new MailReader();

    /** @throws IOException the message cannot be read from where it is kept */
    public MailPreview preview(RawMessage raw) throws IOException {
        ParsedMessage message = reader.read(raw, Budget.of(LONGEST, MOST_BYTES, MOST_PARTS));
        String html = joined(message, MailPart::isHtml, "<hr>");
        String text = html.isBlank() ? joined(message, part -> !part.isHtml(), "\n\n") : "";
        List<Attachment> files = message.parts().stream()
                .filter(part -> part.attachment() || part.text().isEmpty())
                .map(MailPreviewer::attachment)
                .toList();
        int listed = Math.min(files.size(), MailPreview.MOST_ATTACHMENTS);
        boolean shortened = html.length() > MOST_TEXT
                || text.length() > MOST_TEXT
                || message.faults().stream().anyMatch(CUT::contains);
        return new MailPreview(
                Optional.of(html)
                        .filter(any -> !any.isBlank())
                        .map(MailPreviewer::cut)
                        .map(SafeHtml::of),
                cut(text),
                files.subList(0, listed),
                files.size() - listed,
                shortened);
    }

    private static String joined(ParsedMessage message, Predicate<MailPart> wanted, String between) {
        return message.parts().stream()
                .filter(part -> !part.attachment() && wanted.test(part))
                .map(MailPart::text)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(between));
    }

    private static Attachment attachment(MailPart part) {
        return new Attachment(
                VisibleText.line(part.fileName().orElse(""), NAME_LENGTH),
                VisibleText.line(part.detectedType(), TYPE_LENGTH),
                part.sizeBytes());
    }

    private static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    }
}
