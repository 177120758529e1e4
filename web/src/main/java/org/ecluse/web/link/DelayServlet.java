package org.ecluse.web.link;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ecluse.server.greylist.DelayPages;
import org.ecluse.text.Texts;

/**
 * {@code /d/<id>}: tells a delayed sender what happened and when to come back (B7). Reading only; the answer is 200 whether the id is
 * known or not. {@code ?lang=fr} or {@code ?lang=en} goes before Accept-Language.
 */
@WebServlet(urlPatterns = "/d/*", loadOnStartup = 1)
public class DelayServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUESTS_PER_MINUTE = 30;
    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    @Inject
    private transient DelayPages pages;

    private final transient RequestRate rate = new RequestRate(REQUESTS_PER_MINUTE);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Texts texts = Texts.ofMail(language(request));
        String language = texts.locale().getLanguage();
        response.setHeader("Vary", "Accept-Language");
        if (!rate.admits(request.getRemoteAddr(), TimeUnit.MILLISECONDS.toMinutes(System.currentTimeMillis()))) {
            response.setHeader("Retry-After", "60");
            PublicPage.write(response, TOO_MANY_REQUESTS, DelayPages.busy(texts).html(texts), language);
            return;
        }
        String path = request.getPathInfo();
        String id = path == null ? "" : path.substring(1);
        PublicPage.write(
                response, HttpServletResponse.SC_OK, pages.page(id, texts).html(texts), language);
    }

    private static String language(HttpServletRequest request) {
        String wanted = request.getParameter("lang");
        return wanted != null && LANGUAGES.contains(wanted) ? wanted : PublicPage.language(request);
    }
}
