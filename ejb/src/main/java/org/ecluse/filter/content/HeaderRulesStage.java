package org.ecluse.filter.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.AddressFields;
import org.ecluse.mail.MailFault;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Header rules (R1.10): From and To valid and without wildcards, Subject valid. Findings; refusing is a policy option. */
public final class HeaderRulesStage implements FilterStage {
    private static final int LONGEST_SUBJECT = 998;
    /** Fields that stand once at most (RFC 5322 section 3.6); From, To and Subject are looked at by themselves. */
    private static final List<String> ONCE =
            List.of("Date", "Message-ID", "Sender", "Reply-To", "Cc", "Bcc", "In-Reply-To", "References");

    @Override
    public String name() {
        return "header-rules";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        ParsedMessage parsed = mail.parsed();
        List<Finding> findings = new ArrayList<>();
        addresses(parsed, "From", findings);
        addresses(parsed, "To", findings);
        subject(parsed, findings);
        for (String once : ONCE) {
            if (parsed.values(once).size() > 1) {
                findings.add(Finding.of("HEADER_REPEATED", once));
            }
        }
        if (!mail.session().smtpUtf8()) {
            undeclaredUtf8(parsed, findings);
        }
        return new StageResult.Findings(findings);
    }

    private static void addresses(ParsedMessage parsed, String field, List<Finding> findings) {
        List<String> values = parsed.values(field);
        if (values.isEmpty()) {
            findings.add(invalid(field, "missing"));
            return;
        }
        if (values.size() > 1) {
            findings.add(invalid(field, values.size() + " fields"));
        }
        for (String value : values) {
            List<Mailbox> mailboxes = AddressFields.mailboxes(value);
            // "To: undisclosed-recipients:;" is valid: a group without members.
            if (mailboxes.isEmpty() && value.indexOf(':') < 0) {
                findings.add(invalid(field, "empty"));
            }
            mailboxes.stream()
                    .filter(mailbox -> !isValid(mailbox))
                    .findFirst()
                    .ifPresent(mailbox -> findings.add(invalid(field, mailbox.written())));
        }
    }

    private static boolean isValid(Mailbox mailbox) {
        return mailbox.address()
                .filter(address -> address.localPart().indexOf('*') < 0
                        && address.domain().value().indexOf('.') > 0)
                .isPresent();
    }

    /** UTF-8 in a header is for mail that came with SMTPUTF8 (RFC 6532 section 3.7, RFC 6531 section 3.6). */
    private static void undeclaredUtf8(ParsedMessage parsed, List<Finding> findings) {
        if (parsed.faults().contains(MailFault.HEADER_8BIT.name())) {
            return; // no UTF-8 at all: said by its own symbol
        }
        parsed.headers().stream()
                .filter(header -> header.value().chars().anyMatch(c -> c > 127))
                .findFirst()
                .ifPresent(header -> findings.add(Finding.of("HEADER_UTF8_UNDECLARED", header.name())));
    }

    private static void subject(ParsedMessage parsed, List<Finding> findings) {
        List<String> values = parsed.values("Subject");
        if (values.isEmpty()) {
            findings.add(invalid("Subject", "missing"));
        } else if (values.size() > 1) {
            findings.add(invalid("Subject", values.size() + " fields"));
        } else if (values.get(0).length() > LONGEST_SUBJECT) {
            findings.add(invalid("Subject", values.get(0).length() + " characters"));
        } else if (parsed.subject().chars().anyMatch(c -> c < ' ')) {
            findings.add(invalid("Subject", "control characters"));
        }
    }

    private static Finding invalid(String field, String why) {
        return Finding.of(Ground.invalidHeader(field.toUpperCase(Locale.ROOT)), why);
    }
}
