package org.ecluse.server.banner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.ecluse.banner.Banner;
import org.ecluse.banner.BannerWriter;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.link.LinkSigner;
import org.ecluse.mail.Budget;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.LinkService.LinkMaker;
import org.ecluse.server.queue.CopyEdits;
import org.ecluse.text.Texts;

/** Puts the banner with its link into copies that go out (R2.8, B2, B13). */
@ApplicationScoped
public class MailBanners {
    @Inject
    LinkService links;

    @Inject
    Clock clock;

    /**
     * The mail with the banner; empty: it must stay as it is.
     *
     * @throws IOException the mail cannot be read from where it is kept
     * @throws Budget.BudgetExceededException it costs more than it may
     */
    Optional<RawMessage> with(CopyId copy, CopyEdits.BannerOrder order, RawMessage mail, Budget budget)
            throws IOException {
        LinkMaker maker = links.maker(order.address());
        String url = maker.url(LinkPurpose.REPORT_SPAM, copy.toString(), order.expiresAt());
        BannerWriter writer = new BannerWriter(maker.base(), token -> isBanner(maker.signer(), token));
        return writer.write(mail, Banner.of(url, Texts.ofMail(order.language())), budget);
    }

    /** Any recipient's: who answers quotes the banner of the other. */
    private boolean isBanner(LinkSigner signer, String token) {
        return signer.read(token, clock.instant(), address -> 0)
                .claim()
                .map(LinkClaim::purpose)
                .filter(purpose -> purpose == LinkPurpose.REPORT_SPAM)
                .isPresent();
    }
}
