package org.ecluse.web.link;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ecluse.text.Texts;

/**
 * A page for those who look after a sending server, at the opaque id that its refusal named. Reading only; the answer is 200 whether
 * the id is known or not. {@code ?lang=fr} or {@code ?lang=en} goes before Accept-Language.
 */
abstract class SenderPageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUESTS_PER_MINUTE = 30;
    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    private final transient RequestRate rate = new RequestRate(REQUESTS_PER_MINUTE);

    /** The page of {@code id}, whatever that is, in HTML. */
    abstract String page(String id, Texts texts);

    /** The page for who asks too often, in HTML. */
    abstract String busy(Texts texts);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Texts texts = Texts.ofMail(language(request));
        String language = texts.locale().getLanguage();
        response.setHeader("Vary", "Accept-Language");
        if (!rate.admits(request.getRemoteAddr(), TimeUnit.MILLISECONDS.toMinutes(System.currentTimeMillis()))) {
            response.setHeader("Retry-After", "60");
            PublicPage.write(response, TOO_MANY_REQUESTS, busy(texts), language);
            return;
        }
        String path = request.getPathInfo();
        String id = path == null ? "" : path.substring(1);
        PublicPage.write(response, HttpServletResponse.SC_OK, page(id, texts), language);
    }

    private static String language(HttpServletRequest request) {
        String wanted = request.getParameter("lang");
        return wanted != null && LANGUAGES.contains(wanted) ? wanted : PublicPage.language(request);
    }
}
