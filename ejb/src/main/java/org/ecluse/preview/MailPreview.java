package org.ecluse.preview;

import java.util.List;
import java.util.Optional;

/**
 * A message made fit to be looked at.
 *
 * @param html harmless markup, see {@link SafeHtml}; empty: the message has no HTML text
 * @param text its plain text, if it has no HTML; "" if it has neither
 * @param attachments at most {@value #MOST_ATTACHMENTS}
 * @param moreAttachments how many more there are
 * @param shortened whether text was left out because there is too much of it, or the message could not be read to its end
 */
public record MailPreview(
        Optional<String> html, String text, List<Attachment> attachments, int moreAttachments, boolean shortened) {
    /** More are counted, not listed. */
    public static final int MOST_ATTACHMENTS = 50;

    public MailPreview {
        attachments = List.copyOf(attachments);
    }

    /** Whether there is nothing to read in it. */
    public boolean isBlank() {
        return html.isEmpty() && text.isBlank();
    }

    /**
     * A file that comes with the message; it cannot be opened from the preview.
     *
     * @param name as one bounded line that cannot turn the writing around it; "" if it has none
     * @param type media type by what is in it
     * @param sizeBytes decoded
     */
    public record Attachment(String name, String type, long sizeBytes) {}
}
