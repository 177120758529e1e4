package org.ecluse.web.link;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.ecluse.server.greylist.DelayPages;
import org.ecluse.text.Texts;

/** {@code /d/<id>}: tells a delayed sender what happened and when to come back (B7). */
@WebServlet(urlPatterns = "/d/*", loadOnStartup = 1)
public class DelayServlet extends SenderPageServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient DelayPages pages;

    @Override
    String page(String id, Texts texts) {
        return pages.page(id, texts).html(texts);
    }

    @Override
    String busy(Texts texts) {
        return DelayPages.busy(texts).html(texts);
    }
}
