package org.ecluse.filter.phishing;

import java.util.List;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.FreeMail;
import org.ecluse.mail.RegistrableDomain;

/** Answers that go to somebody else than the author shown. */
final class ReplyRule implements PhishingRule {
    @Override
    public void examine(PhishingView view, Signs signs) {
        Optional<EmailAddress> reply = view.repliesTo().stream().findFirst();
        if (reply.isEmpty() || view.from().isEmpty()) {
            return;
        }
        DomainName from = view.from().get().domain();
        DomainName to = reply.get().domain();
        if (RegistrableDomain.aligned(from.value(), to.value()) || view.isOwn(to.value())) {
            return;
        }
        boolean lookAlike = view.own()
                        .of(to.value())
                        .filter(like -> like.kind() == Likeness.Kind.LOOKS_LIKE)
                        .isPresent()
                || !FreeMail.isFree(from)
                        && LookAlikes.ofDomains(List.of(from))
                                .of(to.value())
                                .filter(like -> like.kind() == Likeness.Kind.LOOKS_LIKE)
                                .isPresent();
        if (lookAlike) {
            signs.add(PhishingSign.REPLY_LOOKALIKE, reply.get() + " ~ " + from);
        } else if (FreeMail.isFree(to) && !FreeMail.isFree(from)) {
            signs.add(PhishingSign.REPLY_ELSEWHERE, 2, reply.get().toString());
        } else {
            signs.add(PhishingSign.REPLY_ELSEWHERE, reply.get().toString());
        }
    }
}
