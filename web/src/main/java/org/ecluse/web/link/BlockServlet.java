package org.ecluse.web.link;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.ecluse.server.reputation.BlockPages;
import org.ecluse.text.Texts;

/** {@code /b/<id>}: tells a listed server's postmaster what was seen and how to leave the list (R1.8). */
@WebServlet(urlPatterns = "/b/*", loadOnStartup = 1)
public class BlockServlet extends SenderPageServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient BlockPages pages;

    @Override
    String page(String id, Texts texts) {
        return pages.page(id, texts).html(texts);
    }

    @Override
    String busy(Texts texts) {
        return BlockPages.busy(texts).html(texts);
    }
}
