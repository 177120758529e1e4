package org.ecluse.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
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

    private final Budget budget;
    private final LeafReader leaves;
    private final Set<MailFault> faults = EnumSet.noneOf(MailFault.class);
    private final List<Header> headers = new ArrayList<>();
    private final List<String> containers = new ArrayList<>();
    private final List<MailPart> parts = new ArrayList<>();
    private ContentFields content = new ContentFields();
    private boolean topHeaderRead;
    private int depth;

    MessageDraft(Budget budget) {
        this.budget = budget;
        this.leaves = new LeafReader(budget, faults);
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
        } else if (state == EntityState.T_START_MULTIPART) {
            return enter(tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT));
        } else if (state == EntityState.T_START_MESSAGE && topHeaderRead) {
            return enter("message/rfc822");
        } else if (state == EntityState.T_END_MULTIPART || state == EntityState.T_END_MESSAGE) {
            depth--;
        } else if (state == EntityState.T_BODY) {
            return leaf(tokens);
        }
        return true;
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
                faults.stream().map(Enum::name).toList());
    }

    private void field(Field field) {
        String name = field.getName().strip();
        boolean ofContent = name.regionMatches(true, 0, "Content-", 0, 8);
        if (topHeaderRead && !ofContent) {
            return;
        }
        String value = HeaderText.unfolded(field.getRaw(), faults);
        if (ofContent && !content.take(name, value)) {
            faults.add(MailFault.MIME_AMBIGUOUS);
        }
        if (topHeaderRead) {
            return;
        }
        if (headers.size() < MOST_HEADERS) {
            headers.add(new Header(name, value));
        } else {
            faults.add(MailFault.HEADER_TOO_LONG);
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
        parts.add(leaves.read(content, tokens.getBodyDescriptor(), tokens.getInputStream()));
        return true;
    }
}
