package org.ecluse.server.landing;

import org.ecluse.link.LandingPage;
import org.ecluse.text.Texts;

/**
 * A page, its language, and how it is answered.
 *
 * @param status HTTP status
 */
public record LandingAnswer(int status, LandingPage page, Texts texts) {
    public String html() {
        return page.html(texts);
    }

    public String language() {
        return texts.locale().getLanguage();
    }
}
