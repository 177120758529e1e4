package org.ecluse.mail;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.ecluse.mail.ParsedMessage.Header;
import org.ecluse.mail.ParsedMessage.Mailbox;

/** What one reading has gathered so far. */
final class MessageDraft {
    private static final int MOST_HEADERS = 1000;
    private static final Set<MailFault> SUSPICIOUS = EnumSet.of(
            MailFault.MIME_CONTRADICTORY,
            MailFault.MIME_AMBIGUOUS,
            MailFault.MIME_BOUNDARY_MISSING,
            MailFault.MIME_UNREADABLE,
            MailFault.TRANSFER_ENCODING_UNKNOWN);
    /** Above what Postfix keeps of a header by default (header_size_limit, 100 KB). */
    private static final int LARGEST_HEADER_BYTES = 128 * 1024;

    private final Budget budget;
    private final LeafReader leaves;
    private final Set<MailFault> faults = EnumSet.noneOf(MailFault.class);
    private final List<Header> headers = new ArrayList<>();
    private final List<String> containers = new ArrayList<>();
    private final List<MailPart> parts = new ArrayList<>();
    private final Set<String> boundaries = new HashSet<>();
    /** For each open multipart, whether it has no part so far. */
    private final Deque<Boolean> empty = new ArrayDeque<>();

    private List<MailPart> hidden = List.of();
    private ContentFields content = new ContentFields();
    private boolean topHeaderRead;
    private int depth;
    private int headerBytes;

    MessageDraft(Budget budget, FileOpener opener) {
        this.budget = budget;
        this.leaves = new LeafReader(budget, faults, opener);
    }

    void fault(MailFault fault) {
        faults.add(fault);
    }

    /** Takes what the tokens stand at. False if reading must end. */
    boolean accept(MimeTokenStream tokens) throws IOException {
        EntityState state = tokens.getState();
        if (state == EntityState.T_FIELD) {
            field(tokens.getField());
        } else if (state == EntityState.T_START_HEADER) {
            content = new ContentFields();
        } else if (state == EntityState.T_END_HEADER) {
            topHeaderRead = true;
            faults.addAll(content.faults());
        } else if (state == EntityState.T_START_MULTIPART) {
            startMultipart(tokens.getBodyDescriptor().getBoundary());
            return enter(tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT));
        } else if (state == EntityState.T_START_BODYPART) {
            empty.pop();
            empty.push(false);
        } else if (state == EntityState.T_START_MESSAGE && topHeaderRead) {
            return enter("message/rfc822");
        } else if (state == EntityState.T_END_MULTIPART) {
            depth--;
            if (empty.pop()) {
                faults.add(MailFault.MIME_BOUNDARY_MISSING);
            }
        } else if (state == EntityState.T_END_MESSAGE) {
            depth--;
        } else if (state == EntityState.T_BODY) {
            return leaf(tokens);
        }
        return true;
    }

    /** Looks for what other mail programs may see in the same octets; after the standard reading. */
    void lookFurther(RawMessage raw) throws IOException {
        OtherReadings others = new OtherReadings(budget, faults, leaves);
        others.read(raw, boundaries, faults.stream().anyMatch(SUSPICIOUS::contains));
        for (MailPart part : parts) {
            others.readText(part.text().orElse(""));
        }
        hidden = others.beyond(parts);
    }

    ParsedMessage finish() {
        List<Mailbox> from = headers.stream()
                .filter(h -> h.name().equalsIgnoreCase("From"))
                .flatMap(h -> AddressFields.mailboxes(h.value()).stream())
                .toList();
        String subject = headers.stream()
                .filter(h -> h.name().equalsIgnoreCase("Subject"))
                .map(h -> EncodedWords.decode(h.value()))
                .findFirst()
                .orElse("");
        return new ParsedMessage(
                headers,
                subject,
                from,
                containers,
                parts,
                hidden,
                leaves.unpacked(),
                faults.stream().map(Enum::name).toList());
    }

    private void field(Field field) {
        String name = field.getName().strip();
        boolean ofContent = name.regionMatches(true, 0, "Content-", 0, 8);
        if (topHeaderRead && !ofContent) {
            return;
        }
        String value = HeaderText.unfolded(field.getRaw(), faults);
        content.take(name, value);
        if (topHeaderRead) {
            return;
        }
        headerBytes += field.getRaw().length();
        if (headerBytes > LARGEST_HEADER_BYTES) {
            faults.add(MailFault.HEADER_TOO_LONG);
        }
        if (headers.size() < MOST_HEADERS) {
            headers.add(new Header(name, value));
        } else {
            faults.add(MailFault.HEADER_TOO_LONG);
        }
    }

    private void startMultipart(String boundary) {
        empty.push(true);
        if (boundary != null) {
            boundaries.add(boundary.stripTrailing());
        }
        if (!content.boundaries().isEmpty() && !content.boundaries().contains(boundary)) {
            faults.add(MailFault.MIME_CONTRADICTORY);
        }
    }

    private boolean enter(String container) {
        containers.add(container);
        depth++;
        if (depth <= MailReader.DEEPEST && containers.size() <= MailReader.MOST_PARTS) {
            return true;
        }
        faults.add(depth > MailReader.DEEPEST ? MailFault.MIME_DEPTH : MailFault.MIME_PARTS);
        return false;
    }

    private boolean leaf(MimeTokenStream tokens) throws IOException {
        if (parts.size() >= MailReader.MOST_PARTS) {
            faults.add(MailFault.MIME_PARTS);
            return false;
        }
        budget.spendEntry();
        String declared = content.type().isEmpty()
                ? tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT)
                : content.type();
        parts.add(leaves.read(content, declared, content.encoding(), tokens.getInputStream()));
        return true;
    }
}
