package org.ecluse.server.banner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.banner.Banner;
import org.ecluse.banner.BannerWriter;
import org.ecluse.disposition.CopyHeaders;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.AuthenticationResults;
import org.ecluse.filter.authentication.arc.ArcSealer;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.link.LinkSigner;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.queue.HeaderBlock;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.LinkService.LinkMaker;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.queue.CopyBanners;
import org.ecluse.text.Texts;

/** Puts the banner with its link into copies that go out, then seals what was changed (R2.8, B2, B13, RFC 8617). */
@ApplicationScoped
public class MailBanners implements CopyBanners {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final long BYTE_BUDGET = 8L << 20;
    private static final long ENTRY_BUDGET = 2_000;

    @Inject
    LinkService links;

    @Inject
    SealKeys keys;

    @Inject
    Clock clock;

    @Override
    public Optional<RawMessage> with(Order order, RawMessage mail) {
        try {
            return changed(order, mail);
        } catch (Budget.BudgetExceededException e) {
            ServerLog.LOG.debugf("no banner for %s: more %s than allowed", order.copy(), e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A mail that breaks the reader, or a database that is down, must not keep it from its recipient.
            ServerLog.LOG.bannerLeftOut(order.copy().toString(), e);
        }
        return Optional.empty();
    }

    private Optional<RawMessage> changed(Order order, RawMessage mail) throws IOException {
        Budget budget = Budget.of(TIME, BYTE_BUDGET, ENTRY_BUDGET);
        LinkMaker maker = links.maker(order.address());
        String url = maker.url(LinkPurpose.REPORT_SPAM, order.copy().toString(), order.expiresAt());
        BannerWriter writer = new BannerWriter(maker.base(), token -> isBanner(maker.signer(), token));
        Optional<RawMessage> written = writer.write(mail, Banner.of(url, Texts.ofMail(order.language())), budget);
        return written.isEmpty() ? written : Optional.of(sealed(order, written.get(), budget));
    }

    /** Any recipient's: who answers quotes the banner of the other. */
    private boolean isBanner(LinkSigner signer, String token) {
        return signer.read(token, clock.instant(), address -> 0)
                .claim()
                .map(LinkClaim::purpose)
                .filter(purpose -> purpose == LinkPurpose.REPORT_SPAM)
                .isPresent();
    }

    /** As it is where the chain is not known: what nobody looked at is not vouched for. */
    private RawMessage sealed(Order order, RawMessage mail, Budget budget) throws IOException {
        Optional<ArcVerdict.Result> chain = chain(order, mail);
        if (chain.isEmpty()) {
            return mail;
        }
        String field = CopyHeaders.authenticationResults(order.authenticationResults());
        String results = field.substring(field.indexOf(':') + 1).stripLeading();
        return new ArcSealer(keys.key(), clock)
                .seal(mail, chain.get(), results, budget)
                .<RawMessage>map(set -> new Sealed(set.getBytes(StandardCharsets.US_ASCII), mail))
                .orElse(mail);
    }

    /** Where nobody looked, a mail without any field of a chain has none. */
    private static Optional<ArcVerdict.Result> chain(Order order, RawMessage mail) throws IOException {
        Optional<ArcVerdict.Result> known = AuthenticationResults.arcOf(order.authenticationResults());
        if (known.isPresent() || order.authenticationResults().isEmpty()) {
            return known;
        }
        try (InputStream in = mail.open()) {
            String header = new String(HeaderBlock.read(in), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            boolean chained = header.lines().anyMatch(line -> line.startsWith("arc-"));
            return chained ? Optional.empty() : Optional.of(ArcVerdict.Result.NONE);
        }
    }

    /** A mail with fields before its first. */
    private record Sealed(byte[] fields, RawMessage mail) implements RawMessage {
        @Override
        public long sizeBytes() {
            return fields.length + mail.sizeBytes();
        }

        @Override
        public InputStream open() throws IOException {
            return new SequenceInputStream(new ByteArrayInputStream(fields), mail.open());
        }
    }
}
