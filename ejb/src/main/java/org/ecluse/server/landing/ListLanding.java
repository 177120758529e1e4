package org.ecluse.server.landing;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Action;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.account.ListOwner;
import org.ecluse.server.account.ListWish;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.account.UserLists;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.policy.ListLine;
import org.ecluse.server.quarantine.OwnQuarantine;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.text.Texts;

/**
 * The pages of <b>Liste verte</b> and <b>Liste rouge</b> (R3.5): GET asks, POST puts the sender on the recipient's own list and offers
 * to undo it for ten minutes, by a link of its own; doing it twice is doing it once (B2).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ListLanding {
    private static final int OK = 200;
    private static final int GONE = 410;
    private static final Set<LinkPurpose> PURPOSES =
            Set.of(LinkPurpose.GREEN_LIST, LinkPurpose.RED_LIST, LinkPurpose.UNLIST);

    @Inject
    UserAccounts accounts;

    @Inject
    UserLists lists;

    @Inject
    OwnQuarantine quarantine;

    @Inject
    LinkService links;

    @Inject
    Clock clock;

    static boolean isFor(LinkClaim claim) {
        return PURPOSES.contains(claim.purpose());
    }

    /** The page that asks. @param zone of the reader */
    public LandingAnswer ask(LinkClaim claim, Texts texts, ZoneId zone) {
        Optional<Case> found = find(claim, texts, zone);
        if (found.isEmpty()) {
            return gone(claim, texts);
        }
        Case about = found.get();
        if (about.line().filter(line -> about.isDone(line)).isPresent()) {
            return already(about);
        }
        String key = "link." + claim.purpose();
        return answer(
                about,
                new LandingPage(
                        Tone.QUESTION,
                        texts.say(key + ".title"),
                        List.of(texts.say(key + ".explain", about.sender())),
                        about.facts(),
                        Optional.of(new Action(texts.say(key + ".button"), Optional.empty())),
                        texts.find(key + ".caution").orElse("")));
    }

    /** Does what a valid link says, once. */
    public LandingAnswer act(LinkClaim claim, Texts texts, ZoneId zone) {
        Optional<Case> found = find(claim, texts, zone);
        if (found.isEmpty()) {
            return gone(claim, texts);
        }
        Case about = found.get();
        if (claim.purpose() == LinkPurpose.UNLIST) {
            return unlist(about);
        }
        if (about.line().filter(about::isDone).isPresent()) {
            return already(about);
        }
        try {
            ListLine added =
                    lists.add(about.owner(), new ListWish(colour(claim), about.sender(), "", Optional.empty()));
            return done(about, "text", undo(about, added));
        } catch (InvalidInputException e) {
            // Two pressed at once: the second finds what the first has just written.
            return e.textKey().equals("error.list.double")
                    ? done(about, "already", Optional.empty())
                    : refused(about, e);
        }
    }

    private LandingAnswer unlist(Case about) {
        try {
            about.line().ifPresent(line -> lists.remove(about.owner(), line.id()));
            return done(about, "text", Optional.empty());
        } catch (NotThereException e) {
            return gone(about.claim(), about.texts()); // taken off in the same moment
        }
    }

    /** Whoever looks again in time can take it back. */
    private LandingAnswer already(Case about) {
        return done(about, "already", about.line().flatMap(line -> undo(about, line)));
    }

    /** Taken back by a link of its own, which does nothing else. */
    private Optional<Action> undo(Case about, ListLine line) {
        Instant until = line.createdAt().plus(UserLists.UNDO);
        return until.isAfter(clock.instant())
                ? Optional.of(Visit.button(
                        about.texts().say("link.done.list.undo"),
                        links.maker(about.owner().key()).url(LinkPurpose.UNLIST, Long.toString(line.id()), until)))
                : Optional.empty();
    }

    private static LandingAnswer done(Case about, String which, Optional<Action> action) {
        String key = "link.done." + about.claim().purpose();
        return answer(
                about,
                new LandingPage(
                        Tone.DONE,
                        about.texts().say(key + ".title"),
                        List.of(about.texts().say(key + "." + which, about.sender())),
                        about.facts(),
                        action,
                        ""));
    }

    /** The reason in the words of the account's pages. */
    private static LandingAnswer refused(Case about, InvalidInputException reason) {
        Texts console = Texts.of("console", about.texts().locale().getLanguage());
        return answer(
                about,
                new LandingPage(
                        Tone.PROBLEM,
                        about.texts().say("link.list.refused"),
                        List.of(console.say(reason.textKey())),
                        about.facts(),
                        Optional.empty(),
                        ""));
    }

    private static LandingAnswer answer(Case about, LandingPage page) {
        return new LandingAnswer(OK, page, about.texts());
    }

    private static LandingAnswer gone(LinkClaim claim, Texts texts) {
        String key = claim.purpose() == LinkPurpose.UNLIST ? "link.list.unlisted" : "link.list.gone";
        return new LandingAnswer(
                claim.purpose() == LinkPurpose.UNLIST ? OK : GONE,
                LandingPage.saying(
                        claim.purpose() == LinkPurpose.UNLIST ? Tone.DONE : Tone.PROBLEM,
                        texts.say(key + ".title"),
                        texts.say(key + ".text")),
                texts);
    }

    private Optional<Case> find(LinkClaim claim, Texts texts, ZoneId zone) {
        return accounts.owner(claim.recipient())
                .flatMap(owner -> claim.purpose() == LinkPurpose.UNLIST
                        ? listed(claim, owner, texts)
                        : message(claim, owner, texts, zone));
    }

    /** An undo is about the line that it undoes; the line's id was signed by us. */
    private Optional<Case> listed(LinkClaim claim, ListOwner owner, Texts texts) {
        return lists.find(owner, Long.parseLong(claim.subject()))
                .map(line -> new Case(claim, owner, line.value(), Optional.of(line), List.of(), texts));
    }

    private Optional<Case> message(LinkClaim claim, ListOwner owner, Texts texts, ZoneId zone) {
        try {
            QuarantineEntry entry = quarantine.one(owner.customerId(), owner.key(), claim.subject());
            return quarantine
                    .senderOf(claim.subject())
                    .map(EmailAddress::key)
                    .map(sender -> new Case(
                            claim,
                            owner,
                            sender,
                            lists.find(owner, sender),
                            MessageFacts.of(entry, texts, zone),
                            texts));
        } catch (NotThereException e) {
            // Removed with the tracking of its time; for the reader the same as expired.
            return Optional.empty();
        }
    }

    private static Colour colour(LinkClaim claim) {
        return claim.purpose() == LinkPurpose.GREEN_LIST ? Colour.ALLOW : Colour.BLOCK;
    }

    /** What one link is about. @param line the sender's own on either list */
    private record Case(
            LinkClaim claim, ListOwner owner, String sender, Optional<ListLine> line, List<Fact> facts, Texts texts) {
        boolean isDone(ListLine present) {
            return claim.purpose() != LinkPurpose.UNLIST && present.colour() == colour(claim);
        }
    }
}
