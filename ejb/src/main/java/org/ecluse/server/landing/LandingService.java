package org.ecluse.server.landing;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.link.LinkReading;
import org.ecluse.link.LinkSigner;
import org.ecluse.server.digest.Subscription;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.text.Texts;

/**
 * The pages of signed links. {@link #show} changes nothing whatever the link says, because programmes follow links; {@link #act}
 * does the one thing, and doing it twice is doing it once (B2). A page tells no more than the mail did.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LandingService {
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;

    @Inject
    LinkService links;

    @Inject
    SubscriptionService subscriptions;

    @Inject
    MessageLanding messages;

    @Inject
    SubscriptionLanding reports;

    @Inject
    AccountLanding account;

    @Inject
    ListLanding lists;

    @Inject
    BannerLanding banners;

    /** The page that says what the link would do. @param language of the reader, for when the link does not tell */
    public LandingAnswer show(String token, String language) {
        return guarded(token, language, () -> shown(token, language));
    }

    /** Does what the link says, once. @param device as the browser calls itself */
    public LandingAnswer act(String token, String language, String device) {
        return guarded(token, language, () -> acted(token, language, device));
    }

    /** Mails a new link in place of an account link that is over or was used. */
    public LandingAnswer renew(String token, String language) {
        return guarded(token, language, () -> {
            LinkReading reading = links.read(token);
            Texts texts = texts(reading, language);
            boolean over =
                    reading.status() == LinkReading.Status.VALID || reading.status() == LinkReading.Status.EXPIRED;
            return over && opensAccount(reading)
                    ? account.mailNew(reading.claim().orElseThrow(), texts)
                    : unusable(LinkReading.INVALID, texts);
        });
    }

    private static LandingAnswer guarded(String token, String language, Supplier<LandingAnswer> work) {
        try {
            return work.get();
        } catch (EJBException e) {
            ServerLog.LOG.linkFailed(LinkSigner.masked(token), e);
            Texts texts = Texts.ofMail(language);
            LandingPage page =
                    LandingPage.saying(Tone.PROBLEM, texts.say("link.trouble.title"), texts.say("link.trouble.text"));
            return new LandingAnswer(UNAVAILABLE, page, texts);
        }
    }

    private LandingAnswer shown(String token, String language) {
        LinkReading reading = links.read(token);
        if (reading.status() != LinkReading.Status.VALID) {
            return unusable(reading, texts(reading, language));
        }
        Visit visit = visit(reading.claim().orElseThrow(), language);
        if (AccountLanding.isFor(visit.claim())) {
            return account.ask(visit.claim(), visit.texts());
        }
        if (ListLanding.isFor(visit.claim())) {
            return lists.ask(visit.claim(), visit.texts(), visit.zone());
        }
        if (BannerLanding.isFor(visit.claim())) {
            return banners.ask(visit.claim(), visit.texts());
        }
        return MessageLanding.isFor(visit.claim()) ? messages.ask(visit) : reports.ask(visit);
    }

    private LandingAnswer acted(String token, String language, String device) {
        LinkReading reading = links.read(token);
        if (reading.status() != LinkReading.Status.VALID) {
            return unusable(reading, texts(reading, language));
        }
        Visit visit = visit(reading.claim().orElseThrow(), language);
        if (AccountLanding.isFor(visit.claim())) {
            return account.act(visit.claim(), token, device, visit.texts());
        }
        if (ListLanding.isFor(visit.claim())) {
            return lists.act(visit.claim(), visit.texts(), visit.zone());
        }
        if (BannerLanding.isFor(visit.claim())) {
            return banners.act(visit.claim(), visit.texts());
        }
        return MessageLanding.isFor(visit.claim()) ? messages.act(visit) : reports.act(visit);
    }

    private LandingAnswer unusable(LinkReading reading, Texts texts) {
        if (reading.status() == LinkReading.Status.EXPIRED && opensAccount(reading)) {
            return account.expired(texts);
        }
        return new LandingAnswer(
                reading.status() == LinkReading.Status.INVALID ? NOT_FOUND : GONE,
                LandingPage.saying(Tone.PROBLEM, texts.say("link.state.title"), why(reading, texts)),
                texts);
    }

    /** What is over is said in the words of what the link was for. */
    private static String why(LinkReading reading, Texts texts) {
        Optional<String> ofPurpose = reading.claim()
                .filter(claim -> reading.status() == LinkReading.Status.EXPIRED)
                .flatMap(claim -> texts.find("link.expired." + claim.purpose()));
        return ofPurpose.orElseGet(() -> texts.say("link.state." + reading.status()));
    }

    private Visit visit(LinkClaim claim, String language) {
        Optional<Subscription> subscription = subscriptions.ofRecipient(claim.recipient());
        return new Visit(
                claim,
                Texts.ofMail(subscription.map(Subscription::locale).orElse(language)),
                subscription.map(found -> ZoneId.of(found.zoneId())).orElse(ZoneOffset.UTC));
    }

    private Texts texts(LinkReading reading, String language) {
        return reading.claim().map(claim -> visit(claim, language).texts()).orElseGet(() -> Texts.ofMail(language));
    }

    private static boolean opensAccount(LinkReading reading) {
        return reading.claim()
                .filter(claim -> claim.purpose() == LinkPurpose.ACCOUNT)
                .isPresent();
    }
}
