package org.ecluse.web.link;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.ecluse.link.LandingStyle;

/** How a page for people without an account is sent: no session, no cookie, nothing loaded, nothing cached, nobody told. */
final class PublicPage {
    private PublicPage() {}

    static void write(HttpServletResponse response, int status, String page, String language) throws IOException {
        byte[] html = page.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html; charset=UTF-8");
        response.setHeader("Content-Language", language);
        response.setHeader("Content-Security-Policy", LandingStyle.CONTENT_SECURITY_POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }

    /** {@code fr} or {@code en}, by Accept-Language. */
    static String language(HttpServletRequest request) {
        return request.getLocale().getLanguage().equals(Locale.FRENCH.getLanguage()) ? "fr" : "en";
    }
}
