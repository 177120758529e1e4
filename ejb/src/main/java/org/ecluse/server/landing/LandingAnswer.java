package org.ecluse.server.landing;

import java.util.Optional;
import org.ecluse.link.LandingPage;
import org.ecluse.text.Texts;

/**
 * A page, its language, and how it is answered.
 *
 * @param status HTTP status
 * @param session value of the cookie that keeps a session just opened; then the reader is sent on to the account
 */
public record LandingAnswer(int status, LandingPage page, Texts texts, Optional<String> session) {
    public LandingAnswer(int status, LandingPage page, Texts texts) {
        this(status, page, texts, Optional.empty());
    }

    public String html() {
        return page.html(texts);
    }

    public String language() {
        return texts.locale().getLanguage();
    }
}
