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
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.server.digest.Subscription;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.server.link.LinkService;

/** The pages that end a report or begin it (R3.2, R3.3): what ended it can be taken back, also by who looks again. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SubscriptionLanding {
    private static final int OK = 200;
    private static final Duration UNDO = Duration.ofHours(1);

    @Inject
    SubscriptionService subscriptions;

    @Inject
    LinkService links;

    @Inject
    Clock clock;

    static boolean isFor(LinkClaim claim) {
        return claim.purpose() == LinkPurpose.SUBSCRIBE || claim.purpose() == LinkPurpose.UNSUBSCRIBE;
    }

    /** The page that asks, or that says what was done. */
    public LandingAnswer ask(Visit visit) {
        boolean active = subscriptions
                .ofRecipient(visit.claim().recipient())
                .filter(Subscription::active)
                .isPresent();
        return active == begins(visit)
                ? done(visit, false)
                : visit.asking(
                        visit.say(
                                "link." + visit.claim().purpose() + ".explain",
                                visit.claim().recipient()),
                        List.of(),
                        "");
    }

    /** Does what a valid link says, once. */
    public LandingAnswer act(Visit visit) {
        return done(visit, subscriptions.setActiveByRecipient(visit.claim().recipient(), begins(visit)));
    }

    private static boolean begins(Visit visit) {
        return visit.claim().purpose() == LinkPurpose.SUBSCRIBE;
    }

    private LandingAnswer done(Visit visit, boolean changed) {
        String key = "link.done." + visit.claim().purpose();
        String sentence = changed ? visit.say(key + ".text", visit.claim().recipient()) : visit.say(key + ".already");
        Optional<Action> undo = begins(visit) ? Optional.empty() : Optional.of(undo(visit));
        return visit.answer(
                OK, new LandingPage(Tone.DONE, visit.say(key + ".title"), List.of(sentence), List.of(), undo, ""));
    }

    private Action undo(Visit visit) {
        LinkClaim claim = visit.claim();
        return Visit.button(
                visit.say("link.done.UNSUBSCRIBE.undo"),
                links.maker(claim.recipient())
                        .url(
                                LinkPurpose.SUBSCRIBE,
                                claim.subject(),
                                clock.instant().plus(UNDO)));
    }
}
