package org.ecluse.server.intake;

import java.util.List;
import java.util.Optional;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.store.StoredEnvelope;

/** Makes the envelope that is stored beside the content, enough to take the message in again. */
final class Envelopes {
    private Envelopes() {}

    static StoredEnvelope of(Submission submission, SmtpSender sender) {
        List<StoredEnvelope.Recipient> recipients = submission.addressees().stream()
                .map(Submission.Addressee::recipient)
                .map(r -> new StoredEnvelope.Recipient(r.deliverTo().toString(), r.notifyOn(), r.orcpt(), r.discard()))
                .toList();
        return new StoredEnvelope(
                "INBOUND",
                submission.receivedAt(),
                submission.from().text(),
                recipients,
                submission.session().client().getHostAddress(),
                submission.session().helo(),
                submission.session().smtpUtf8(),
                protocol(submission),
                sender.ret().orElse(""),
                sender.envId().orElse(""),
                submission.session().protocolFaults(),
                Optional.of(submission.senderFacts()));
    }

    /** The WITH word of the trace field (RFC 3848, RFC 6531 section 4.3). */
    private static String protocol(Submission submission) {
        boolean tls = submission.session().tls();
        if (submission.session().smtpUtf8()) {
            return tls ? "UTF8SMTPS" : "UTF8SMTP";
        }
        if (!submission.session().esmtp()) {
            return "SMTP";
        }
        return tls ? "ESMTPS" : "ESMTP";
    }
}
