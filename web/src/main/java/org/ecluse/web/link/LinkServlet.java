package org.ecluse.web.link;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.ecluse.link.LandingPage;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.server.landing.AccountLanding;
import org.ecluse.server.landing.LandingAnswer;
import org.ecluse.server.landing.LandingService;
import org.ecluse.settings.ServerSettings;
import org.ecluse.text.Texts;
import org.ecluse.web.security.AccountCookie;

/**
 * {@code /l/<token>}: GET and HEAD show, POST does (B2). No HTTP session, nothing loaded, nothing cached; no cookie but that of an account
 * which its link has just opened. A mail programme's
 * one-click unsubscription (RFC 8058) is a POST like any other.
 */
@WebServlet(urlPatterns = "/l/*", loadOnStartup = 1)
public class LinkServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUESTS_PER_MINUTE = 60;
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    @Inject
    private transient LandingService landing;

    @Inject
    private transient ServerSettings settings;

    private final transient RequestRate rate = new RequestRate(REQUESTS_PER_MINUTE);

    /** Answered here: the page for errors would begin a session. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
        } else {
            response.setHeader("Allow", String.join(", ", METHODS));
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, false);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, true);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, boolean act) throws IOException {
        String path = request.getPathInfo();
        String token = path == null ? "" : path.substring(1);
        String language = PublicPage.language(request);
        if (!rate.admits(request.getRemoteAddr(), TimeUnit.MILLISECONDS.toMinutes(System.currentTimeMillis()))) {
            response.setHeader("Retry-After", "60");
            write(response, tooMany(language));
            return;
        }
        LandingAnswer answer = act ? act(request, token, language) : landing.show(token, language);
        answer.session().ifPresent(session -> openAccount(request, response, session));
        write(response, answer);
    }

    private LandingAnswer act(HttpServletRequest request, String token, String language) {
        if (AccountLanding.NEW_LINK.equals("?" + request.getQueryString())) {
            return landing.renew(token, language);
        }
        return landing.act(token, language, Objects.toString(request.getHeader("User-Agent"), ""));
    }

    private void openAccount(HttpServletRequest request, HttpServletResponse response, String session) {
        AccountCookie.keep(response, session, settings.account().sessionLife());
        response.setHeader("Location", request.getContextPath() + "/account/quarantine");
    }

    private static LandingAnswer tooMany(String language) {
        Texts texts = Texts.ofMail(language);
        LandingPage page = LandingPage.saying(Tone.PROBLEM, texts.say("link.busy.title"), texts.say("link.busy.text"));
        return new LandingAnswer(TOO_MANY_REQUESTS, page, texts);
    }

    private static void write(HttpServletResponse response, LandingAnswer answer) throws IOException {
        PublicPage.write(response, answer.status(), answer.html(), answer.language());
    }
}
