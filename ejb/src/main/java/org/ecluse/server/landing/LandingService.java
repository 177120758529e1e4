package org.ecluse.server.landing;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Action;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.link.LinkReading;
import org.ecluse.link.LinkSigner;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.digest.Subscription;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineEntryRow.State;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.server.quarantine.ReleaseAnswer.Outcome;
import org.ecluse.text.Texts;

/**
 * The pages of signed links. {@link #show} changes nothing whatever the link says, because programmes follow links; {@link #act}
 * does the one thing, and doing it twice is doing it once (B2). A page tells no more than the mail did.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LandingService {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;
    private static final Duration UNDO = Duration.ofHours(1);

    @Inject
    LinkService links;

    @Inject
    QuarantineService quarantine;

    @Inject
    SubscriptionService subscriptions;

    @Inject
    AccountLanding account;

    @Inject
    ListLanding lists;

    @Inject
    BannerLanding banners;

    @Inject
    Clock clock;

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
            Visit visit = visit(reading, language);
            boolean over =
                    reading.status() == LinkReading.Status.VALID || reading.status() == LinkReading.Status.EXPIRED;
            return over && opensAccount(reading)
                    ? account.mailNew(visit.claim(), visit.texts())
                    : unusable(LinkReading.INVALID, visit);
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
        Visit visit = visit(reading, language);
        if (reading.status() != LinkReading.Status.VALID) {
            return unusable(reading, visit);
        }
        if (AccountLanding.isFor(visit.claim())) {
            return account.ask(visit.claim(), visit.texts());
        }
        if (ListLanding.isFor(visit.claim())) {
            return lists.ask(visit.claim(), visit.texts(), visit.zone());
        }
        if (BannerLanding.isFor(visit.claim())) {
            return banners.ask(visit.claim(), visit.texts());
        }
        return isAboutMessage(visit.claim().purpose()) ? showMessage(visit) : showSubscription(visit);
    }

    private LandingAnswer acted(String token, String language, String device) {
        LinkReading reading = links.read(token);
        Visit visit = visit(reading, language);
        if (reading.status() != LinkReading.Status.VALID) {
            return unusable(reading, visit);
        }
        if (AccountLanding.isFor(visit.claim())) {
            return account.act(visit.claim(), token, device, visit.texts());
        }
        if (ListLanding.isFor(visit.claim())) {
            return lists.act(visit.claim(), visit.texts(), visit.zone());
        }
        if (BannerLanding.isFor(visit.claim())) {
            return banners.act(visit.claim(), visit.texts());
        }
        return isAboutMessage(visit.claim().purpose()) ? actOnMessage(visit) : actOnSubscription(visit);
    }

    private LandingAnswer showMessage(Visit visit) {
        Optional<QuarantineEntry> found = entry(visit.claim());
        if (found.isEmpty()) {
            return gone(visit);
        }
        QuarantineEntry entry = found.get();
        if (entry.state() == State.RELEASED) {
            return done(visit, OK, Tone.DONE, Outcome.ALREADY_RELEASED.name(), facts(visit, entry));
        }
        if (!entry.held() || !entry.contentKept()) {
            return gone(visit);
        }
        if (!entry.releasableBy(Releaser.USER)) {
            return denied(visit, entry);
        }
        String key = "link." + visit.claim().purpose();
        return visit.answer(
                OK,
                new LandingPage(
                        Tone.QUESTION,
                        visit.say(key + ".title"),
                        List.of(visit.say(key + ".explain")),
                        facts(visit, entry),
                        Optional.of(new Action(visit.say(key + ".button"), Optional.empty())),
                        visit.say("link.caution")));
    }

    private LandingAnswer actOnMessage(Visit visit) {
        LinkClaim claim = visit.claim();
        Optional<QuarantineEntry> found = entry(claim);
        if (found.isEmpty()) {
            return gone(visit);
        }
        boolean notSpam = claim.purpose() == LinkPurpose.NOT_SPAM;
        Outcome outcome = (notSpam
                        ? quarantine.notSpamByRecipient(claim.recipient(), claim.subject())
                        : quarantine.releaseByRecipient(claim.recipient(), claim.subject()))
                .outcome();
        List<Fact> facts = facts(visit, found.get());
        return switch (outcome) {
            case RELEASED -> done(visit, OK, Tone.DONE, notSpam ? "NOT_SPAM" : "RELEASED", facts);
            case ALREADY_RELEASED -> done(visit, OK, Tone.DONE, "ALREADY_RELEASED", facts);
            case INFECTED -> done(visit, OK, Tone.PROBLEM, "INFECTED", facts);
            case NOT_CHECKED -> done(visit, UNAVAILABLE, Tone.PROBLEM, "NOT_CHECKED", facts);
            case NO_LONGER_HELD -> gone(visit);
            case NOT_ALLOWED -> denied(visit, found.get());
        };
    }

    private LandingAnswer showSubscription(Visit visit) {
        String key = "link." + visit.claim().purpose();
        return visit.answer(
                OK,
                new LandingPage(
                        Tone.QUESTION,
                        visit.say(key + ".title"),
                        List.of(visit.say(key + ".explain", visit.claim().recipient())),
                        List.of(),
                        Optional.of(new Action(visit.say(key + ".button"), Optional.empty())),
                        ""));
    }

    private LandingAnswer actOnSubscription(Visit visit) {
        LinkClaim claim = visit.claim();
        boolean active = claim.purpose() == LinkPurpose.SUBSCRIBE;
        boolean changed = subscriptions.setActiveByRecipient(claim.recipient(), active);
        String key = "link.done." + claim.purpose();
        String sentence = changed ? visit.say(key + ".text", claim.recipient()) : visit.say(key + ".already");
        return visit.answer(
                OK,
                new LandingPage(
                        Tone.DONE, visit.say(key + ".title"), List.of(sentence), List.of(), undo(visit, active), ""));
    }

    /** Ending the report can be taken back at once: a link of its own, for a short time. */
    private Optional<Action> undo(Visit visit, boolean active) {
        if (active) {
            return Optional.empty();
        }
        String url = links.maker(visit.claim().recipient())
                .url(
                        LinkPurpose.SUBSCRIBE,
                        visit.claim().subject(),
                        clock.instant().plus(UNDO));
        String token = url.substring(url.lastIndexOf('/') + 1);
        return Optional.of(new Action(visit.say("link.done.UNSUBSCRIBE.undo"), Optional.of(token)));
    }

    private static LandingAnswer done(Visit visit, int status, Tone tone, String name, List<Fact> facts) {
        return visit.answer(
                status,
                new LandingPage(
                        tone,
                        visit.say("link.done." + name + ".title"),
                        List.of(visit.say("link.done." + name + ".text")),
                        facts,
                        Optional.empty(),
                        ""));
    }

    private static LandingAnswer denied(Visit visit, QuarantineEntry entry) {
        String who = entry.leastReleaser()
                .map(least -> least == Releaser.ADMINISTRATOR ? "administrator" : "manager")
                .orElse("nobody");
        return visit.answer(
                OK,
                new LandingPage(
                        Tone.PROBLEM,
                        visit.say("link.denied.title"),
                        List.of(visit.say("link.denied." + who)),
                        facts(visit, entry),
                        Optional.empty(),
                        ""));
    }

    private static LandingAnswer gone(Visit visit) {
        return visit.answer(
                GONE, LandingPage.saying(Tone.PROBLEM, visit.say("link.gone.title"), visit.say("link.gone.text")));
    }

    private LandingAnswer unusable(LinkReading reading, Visit visit) {
        if (reading.status() == LinkReading.Status.EXPIRED && opensAccount(reading)) {
            return account.expired(visit.texts());
        }
        return visit.answer(
                reading.status() == LinkReading.Status.INVALID ? NOT_FOUND : GONE,
                LandingPage.saying(
                        Tone.PROBLEM, visit.say("link.state.title"), visit.say("link.state." + reading.status())));
    }

    private static List<Fact> facts(Visit visit, QuarantineEntry entry) {
        return MessageFacts.of(entry, visit.texts(), visit.zone());
    }

    private Optional<QuarantineEntry> entry(LinkClaim claim) {
        try {
            return Optional.of(quarantine.oneOfRecipient(claim.recipient(), claim.subject()));
        } catch (NotThereException e) {
            // Removed with the tracking of its time; for the reader the same as expired.
            return Optional.empty();
        }
    }

    private Visit visit(LinkReading reading, String language) {
        Optional<Subscription> subscription =
                reading.claim().flatMap(claim -> subscriptions.ofRecipient(claim.recipient()));
        return new Visit(
                reading.claim(),
                Texts.ofMail(subscription.map(Subscription::locale).orElse(language)),
                subscription.map(found -> ZoneId.of(found.zoneId())).orElse(ZoneOffset.UTC));
    }

    private static boolean opensAccount(LinkReading reading) {
        return reading.claim()
                .filter(claim -> claim.purpose() == LinkPurpose.ACCOUNT)
                .isPresent();
    }

    private static boolean isAboutMessage(LinkPurpose purpose) {
        return purpose == LinkPurpose.RELEASE || purpose == LinkPurpose.NOT_SPAM;
    }

    /** One reader with one link: language and zone are those of the subscription. */
    private record Visit(Optional<LinkClaim> read, Texts texts, ZoneId zone) {
        LinkClaim claim() {
            return read.orElseThrow();
        }

        String say(String key, Object... arguments) {
            return texts.say(key, arguments);
        }

        LandingAnswer answer(int status, LandingPage page) {
            return new LandingAnswer(status, page, texts);
        }
    }
}
