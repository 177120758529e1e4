package org.ecluse.server.landing;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Action;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.server.account.AccountMail;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.text.Texts;

/**
 * The pages of links that open the user's own account or mail the user's lists: GET asks, POST does it, an account once; what is over
 * offers a new link (R3.6, R3.7).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccountLanding {
    /** Query of the button that asks for a new link. */
    public static final String NEW_LINK = "?new=1";

    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int UNAVAILABLE = 503;

    @Inject
    UserAccounts accounts;

    @Inject
    AccountMail mail;

    static boolean isFor(LinkClaim claim) {
        return claim.purpose() == LinkPurpose.ACCOUNT || claim.purpose() == LinkPurpose.LISTS;
    }

    /** The page that asks. */
    public LandingAnswer ask(LinkClaim claim, Texts texts) {
        String key = "link." + claim.purpose();
        return new LandingAnswer(
                OK,
                new LandingPage(
                        Tone.QUESTION,
                        texts.say(key + ".title"),
                        List.of(texts.say(key + ".explain", claim.recipient())),
                        List.of(),
                        Optional.of(new Action(texts.say(key + ".button"), Optional.empty())),
                        texts.say(key + ".caution")),
                texts);
    }

    /** Does what a valid link says. @param device as the browser calls itself */
    public LandingAnswer act(LinkClaim claim, String token, String device, Texts texts) {
        if (claim.purpose() == LinkPurpose.ACCOUNT) {
            return open(claim, token, device, texts);
        }
        accounts.activate(claim.recipient());
        return mailed(mail.sendLists(claim.recipient(), texts), "link.LISTS.", texts);
    }

    private LandingAnswer open(LinkClaim claim, String token, String device, Texts texts) {
        Optional<String> session = accounts.open(claim, token, device);
        if (session.isEmpty()) {
            return offer(texts.say("link.ACCOUNT.used"), texts);
        }
        LandingPage page = LandingPage.saying(
                Tone.DONE, texts.say("link.done.ACCOUNT.title"), texts.say("link.done.ACCOUNT.text"));
        return new LandingAnswer(SEE_OTHER, page, texts, session);
    }

    /** For a link that is over: a new one, which goes to the address on file and nowhere else. */
    public LandingAnswer expired(Texts texts) {
        return offer(texts.say("link.ACCOUNT.expired"), texts);
    }

    /** Mails a new link in place of one that is over. */
    public LandingAnswer mailNew(LinkClaim claim, Texts texts) {
        return mailed(mail.sendLink(claim.recipient(), texts), "link.ACCOUNT.", texts);
    }

    private static LandingAnswer mailed(AccountMail.Outcome outcome, String key, Texts texts) {
        boolean failed = outcome == AccountMail.Outcome.FAILED;
        LandingPage page = LandingPage.saying(
                failed ? Tone.PROBLEM : Tone.DONE,
                texts.say(key + outcome + ".title"),
                texts.say(key + outcome + ".text"));
        return new LandingAnswer(failed ? UNAVAILABLE : OK, page, texts);
    }

    private static LandingAnswer offer(String why, Texts texts) {
        return new LandingAnswer(
                OK,
                new LandingPage(
                        Tone.PROBLEM,
                        texts.say("link.state.title"),
                        List.of(why),
                        List.of(),
                        Optional.of(new Action(texts.say("link.ACCOUNT.new"), Optional.of(NEW_LINK))),
                        ""),
                texts);
    }
}
