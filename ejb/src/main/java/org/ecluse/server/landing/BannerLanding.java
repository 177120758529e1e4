package org.ecluse.server.landing;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Action;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.server.banner.BannerLedger;
import org.ecluse.server.banner.BannerLedger.Answer;
import org.ecluse.server.banner.ReportedCopy;
import org.ecluse.server.link.LinkService;
import org.ecluse.text.Texts;
import org.ecluse.text.VisibleText;

/**
 * The pages behind the banner in delivered mail (R2.8): GET asks, POST reports and offers to undo it for ten minutes, by a link of its
 * own; doing it twice is doing it once (B2). The mail may have been passed on, so a page tells its subject and nothing else.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BannerLanding {
    /** How long a report can be taken back. */
    static final Duration UNDO = Duration.ofMinutes(10);

    private static final int OK = 200;
    private static final int GONE = 410;
    private static final int LINE_LENGTH = 200;

    @Inject
    BannerLedger banners;

    @Inject
    LinkService links;

    @Inject
    Clock clock;

    static boolean isFor(LinkClaim claim) {
        return claim.purpose() == LinkPurpose.REPORT_SPAM || claim.purpose() == LinkPurpose.UNREPORT_SPAM;
    }

    /** The page that asks. */
    public LandingAnswer ask(LinkClaim claim, Texts texts) {
        Optional<ReportedCopy> found = banners.find(claim.subject(), claim.recipient());
        if (found.isEmpty()) {
            return gone(texts);
        }
        boolean report = claim.purpose() == LinkPurpose.REPORT_SPAM;
        if (found.get().reported() == report) {
            return done(claim, Answer.ALREADY, found.get(), texts, undo(claim, found.get(), texts));
        }
        String key = "link." + claim.purpose();
        return new LandingAnswer(
                OK,
                new LandingPage(
                        Tone.QUESTION,
                        texts.say(key + ".title"),
                        List.of(texts.say(key + ".explain")),
                        facts(found.get(), texts),
                        Optional.of(new Action(texts.say(key + ".button"), Optional.empty())),
                        texts.find(key + ".caution").orElse("")),
                texts);
    }

    /** Does what a valid link says, once. */
    public LandingAnswer act(LinkClaim claim, Texts texts) {
        Optional<ReportedCopy> found = banners.find(claim.subject(), claim.recipient());
        if (found.isEmpty()) {
            return gone(texts);
        }
        boolean report = claim.purpose() == LinkPurpose.REPORT_SPAM;
        Answer answer = report
                ? banners.report(claim.subject(), claim.recipient())
                : banners.takeBack(claim.subject(), claim.recipient());
        if (answer == Answer.GONE) {
            return gone(texts);
        }
        ReportedCopy now = banners.find(claim.subject(), claim.recipient()).orElse(found.get());
        return done(claim, answer, now, texts, undo(claim, now, texts));
    }

    /** Taken back by a link of its own, which does nothing else; also by who looks again in time. */
    private Optional<Action> undo(LinkClaim claim, ReportedCopy copy, Texts texts) {
        return copy.reportedAt()
                .map(since -> since.plus(UNDO))
                .filter(until -> claim.purpose() == LinkPurpose.REPORT_SPAM && until.isAfter(clock.instant()))
                .map(until -> Visit.button(
                        texts.say("link.done.REPORT_SPAM.undo"),
                        links.maker(claim.recipient()).url(LinkPurpose.UNREPORT_SPAM, claim.subject(), until)));
    }

    private static LandingAnswer done(
            LinkClaim claim, Answer answer, ReportedCopy copy, Texts texts, Optional<Action> action) {
        String key = "link.done." + claim.purpose();
        return new LandingAnswer(
                OK,
                new LandingPage(
                        Tone.DONE,
                        texts.say(key + ".title"),
                        List.of(texts.say(key + "." + answer)),
                        facts(copy, texts),
                        action,
                        ""),
                texts);
    }

    private static List<Fact> facts(ReportedCopy copy, Texts texts) {
        String subject = VisibleText.line(copy.subject(), LINE_LENGTH);
        return List.of(
                new Fact(texts.say("link.label.subject"), subject.isEmpty() ? texts.say("digest.noSubject") : subject));
    }

    private static LandingAnswer gone(Texts texts) {
        return new LandingAnswer(
                GONE,
                LandingPage.saying(
                        Tone.PROBLEM, texts.say("link.banner.gone.title"), texts.say("link.banner.gone.text")),
                texts);
    }
}
