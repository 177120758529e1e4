package org.ecluse.server.landing;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Action;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.LinkClaim;
import org.ecluse.text.Texts;

/** One reader with one valid link: language and zone are those of the subscription. */
record Visit(LinkClaim claim, Texts texts, ZoneId zone) {
    private static final int OK = 200;

    String say(String key, Object... arguments) {
        return texts.say(key, arguments);
    }

    /** The page that asks, in the words of the link's purpose. */
    LandingAnswer asking(String explanation, List<Fact> facts, String caution) {
        String key = "link." + claim.purpose();
        return answer(
                OK,
                new LandingPage(
                        Tone.QUESTION,
                        say(key + ".title"),
                        List.of(explanation),
                        facts,
                        Optional.of(new Action(say(key + ".button"), Optional.empty())),
                        caution));
    }

    LandingAnswer answer(int status, LandingPage page) {
        return new LandingAnswer(status, page, texts);
    }

    /** A button that posts to a link of its own. @param url of the link */
    static Action button(String words, String url) {
        return new Action(words, Optional.of(url.substring(url.lastIndexOf('/') + 1)));
    }
}
