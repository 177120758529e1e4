package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailFault;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;

/** A mail as a file. */
final class MailFormat implements FileFormat {
    private static final Set<String> FIELDS = Set.of(
            "received",
            "return-path",
            "delivered-to",
            "message-id",
            "mime-version",
            "date",
            "from",
            "to",
            "subject",
            "content-type",
            "reply-to",
            "sender",
            "x-mailer",
            "dkim-signature",
            "authentication-results");
    private static final int LINES = 6;

    @Override
    public boolean matches(Octets file) {
        String[] lines = file.slice(0, 2048).latin().split("\r?\n", LINES + 1);
        int fields = 0;
        for (int i = 0; i < Math.min(LINES, lines.length); i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0
                    && FIELDS.contains(lines[i].substring(0, colon)
                            .toLowerCase(Locale.ROOT)
                            .strip())) {
                fields++;
            }
        }
        return fields >= 2;
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        RawMessage raw = new RawMessage() {
            @Override
            public long sizeBytes() {
                return file.length();
            }

            @Override
            public InputStream open() {
                return file.stream();
            }
        };
        ParsedMessage mail = new MailReader(inside::opener).read(raw, inside.budget());
        inside.parts(mail.parts());
        inside.parts(mail.hidden());
        inside.parts(mail.unpacked());
        List<MailFault> faults = mail.faults().stream().map(MailFault::valueOf).toList();
        if (faults.contains(MailFault.MIME_DEPTH) || faults.contains(MailFault.MIME_PARTS)) {
            inside.note(FileTrait.OVER_BUDGET);
        } else if (faults.stream().anyMatch(MailFault::hidesContent)) {
            inside.note(FileTrait.UNREADABLE);
        }
    }
}
