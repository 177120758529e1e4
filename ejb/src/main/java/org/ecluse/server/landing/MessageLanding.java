package org.ecluse.server.landing;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Action;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.quarantine.OwnQuarantine;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineEntryRow.State;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.server.quarantine.ReleaseAnswer.Outcome;

/**
 * The pages of <b>Délivrer</b> and <b>N'est pas indésirable</b> (R3.5): GET asks, POST does it and offers to take back what can be taken
 * back for ten minutes, by a link of its own: the delivery while it waits, the report after it too (B2).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MessageLanding {
    private static final int OK = 200;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;
    private static final Set<LinkPurpose> PURPOSES =
            Set.of(LinkPurpose.RELEASE, LinkPurpose.NOT_SPAM, LinkPurpose.TAKE_BACK);

    @Inject
    QuarantineService quarantine;

    @Inject
    OwnQuarantine own;

    @Inject
    LinkService links;

    @Inject
    Clock clock;

    static boolean isFor(LinkClaim claim) {
        return PURPOSES.contains(claim.purpose());
    }

    /** The page that asks, or that says what was done. */
    public LandingAnswer ask(Visit visit) {
        Optional<QuarantineEntry> found = entry(visit.claim());
        if (found.isEmpty()) {
            return gone(visit);
        }
        QuarantineEntry entry = found.get();
        if (visit.claim().purpose() == LinkPurpose.TAKE_BACK) {
            return entry.held() ? done(visit, entry, "TAKEN_BACK_BEFORE") : asking(visit, entry, "");
        }
        if (entry.state() == State.RELEASED) {
            return released(visit, entry, "ALREADY_RELEASED", undoAgain(visit, entry));
        }
        if (!entry.held() || !entry.contentKept()) {
            return gone(visit);
        }
        return entry.releasableBy(Releaser.USER)
                ? asking(visit, entry, visit.say("link.caution"))
                : denied(visit, entry);
    }

    /** Does what a valid link says, once. */
    public LandingAnswer act(Visit visit) {
        LinkClaim claim = visit.claim();
        Optional<QuarantineEntry> found = entry(claim);
        if (found.isEmpty()) {
            return gone(visit);
        }
        QuarantineEntry entry = found.get();
        return switch (claim.purpose()) {
            case TAKE_BACK -> takeBack(visit, entry);
            case NOT_SPAM ->
                tell(
                        visit,
                        entry,
                        quarantine
                                .notSpamByRecipient(claim.recipient(), claim.subject())
                                .outcome());
            default ->
                tell(
                        visit,
                        entry,
                        quarantine
                                .releaseByRecipient(claim.recipient(), claim.subject())
                                .outcome());
        };
    }

    private LandingAnswer tell(Visit visit, QuarantineEntry entry, Outcome outcome) {
        boolean notSpam = visit.claim().purpose() == LinkPurpose.NOT_SPAM;
        return switch (outcome) {
            case RELEASED ->
                released(visit, entry, notSpam ? "NOT_SPAM" : "RELEASED", Optional.of(undo(visit, clock.instant())));
            case ALREADY_RELEASED -> released(visit, entry, "ALREADY_RELEASED", undoAgain(visit, entry));
            case INFECTED -> page(visit, OK, Tone.PROBLEM, entry, "INFECTED", Optional.empty());
            case NOT_CHECKED -> page(visit, UNAVAILABLE, Tone.PROBLEM, entry, "NOT_CHECKED", Optional.empty());
            case NO_LONGER_HELD -> gone(visit);
            case NOT_ALLOWED -> denied(visit, entry);
        };
    }

    private LandingAnswer takeBack(Visit visit, QuarantineEntry entry) {
        LinkClaim claim = visit.claim();
        if (entry.held()) {
            return done(visit, entry, "TAKEN_BACK_BEFORE");
        }
        if (own.takeBack(entry.customerId(), claim.recipient(), claim.subject())) {
            return done(visit, entry, "TAKEN_BACK");
        }
        boolean withdrawn = own.withdrawReport(entry.customerId(), claim.recipient(), claim.subject());
        return withdrawn
                ? done(visit, entry, "REPORT_WITHDRAWN")
                : page(visit, OK, Tone.PROBLEM, entry, "TOO_LATE", Optional.empty());
    }

    /** Of somebody who looks again while there is still something to take back. */
    private Optional<Action> undoAgain(Visit visit, QuarantineEntry entry) {
        boolean possible = own.canTakeBack(
                entry.customerId(), visit.claim().recipient(), visit.claim().subject());
        return entry.releasedAt().filter(at -> possible).map(at -> undo(visit, at));
    }

    private Action undo(Visit visit, Instant since) {
        LinkClaim claim = visit.claim();
        return Visit.button(
                visit.say("link.done.RELEASED.undo"),
                links.maker(claim.recipient())
                        .url(LinkPurpose.TAKE_BACK, claim.subject(), since.plus(OwnQuarantine.UNDO)));
    }

    private static LandingAnswer asking(Visit visit, QuarantineEntry entry, String caution) {
        return visit.asking(
                visit.say("link." + visit.claim().purpose() + ".explain"),
                MessageFacts.of(entry, visit.texts(), visit.zone()),
                caution);
    }

    private static LandingAnswer released(Visit visit, QuarantineEntry entry, String name, Optional<Action> undo) {
        return page(visit, OK, Tone.DONE, entry, name, undo);
    }

    private static LandingAnswer done(Visit visit, QuarantineEntry entry, String name) {
        return page(visit, OK, Tone.DONE, entry, name, Optional.empty());
    }

    private static LandingAnswer denied(Visit visit, QuarantineEntry entry) {
        String who = entry.leastReleaser()
                .map(least -> least == Releaser.ADMINISTRATOR ? "administrator" : "manager")
                .orElse("nobody");
        return page(
                visit,
                OK,
                Tone.PROBLEM,
                entry,
                visit.say("link.denied.title"),
                visit.say("link.denied." + who),
                Optional.empty());
    }

    private static LandingAnswer page(
            Visit visit, int status, Tone tone, QuarantineEntry entry, String name, Optional<Action> action) {
        String key = "link.done." + name;
        return page(visit, status, tone, entry, visit.say(key + ".title"), visit.say(key + ".text"), action);
    }

    private static LandingAnswer page(
            Visit visit,
            int status,
            Tone tone,
            QuarantineEntry entry,
            String title,
            String sentence,
            Optional<Action> action) {
        return visit.answer(
                status,
                new LandingPage(
                        tone,
                        title,
                        List.of(sentence),
                        MessageFacts.of(entry, visit.texts(), visit.zone()),
                        action,
                        ""));
    }

    private static LandingAnswer gone(Visit visit) {
        return visit.answer(
                GONE, LandingPage.saying(Tone.PROBLEM, visit.say("link.gone.title"), visit.say("link.gone.text")));
    }

    private Optional<QuarantineEntry> entry(LinkClaim claim) {
        try {
            return Optional.of(quarantine.oneOfRecipient(claim.recipient(), claim.subject()));
        } catch (NotThereException e) {
            // Removed with the tracking of its time; for the reader the same as expired.
            return Optional.empty();
        }
    }
}
