package org.ecluse.filter.spoofing;

import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Notes mail from outside that shows one of the customer's own domains, or whose sender is its recipient (R1.12). The policy says
 * what follows; no green entry for an address or domain defeats it.
 */
public final class OwnDomainStage implements RecipientStage {
    private static final String OUTSIDE = "mx";

    @Override
    public String name() {
        return "own-domain";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        if (!copy.message().session().role().equals(OUTSIDE)) {
            return StageResult.nothing();
        }
        return shown(copy)
                .filter(address -> isOwn(address, copy))
                .findFirst()
                .map(address -> StageResult.of(Finding.of(Ground.SPOOFED, address.toString())))
                .orElseGet(StageResult::nothing);
    }

    private static Stream<EmailAddress> shown(RecipientTransaction copy) {
        return Stream.concat(
                copy.message().envelope().from().address().stream(),
                copy.message().parsed().from().stream().map(Mailbox::address).flatMap(Optional::stream));
    }

    private static boolean isOwn(EmailAddress address, RecipientTransaction copy) {
        return address.key().equals(copy.recipient().key())
                || copy.policy().ownDomains().stream()
                        .anyMatch(own -> address.domain().isWithin(own));
    }
}
