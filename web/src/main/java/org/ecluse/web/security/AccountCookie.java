package org.ecluse.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The cookie that keeps a user signed in: for this host only, over TLS only, out of reach of scripts (decisions: Security). */
public final class AccountCookie {
    private static final String NAME = "__Host-ecluse-account";
    private static final int LONGEST = 100;

    private AccountCookie() {}

    /** Its value; empty: none, or not one of ours. */
    public static Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
                .findFirst();
    }

    public static void keep(HttpServletResponse response, String value, Duration life) {
        response.addCookie(cookie(value, (int) life.toSeconds()));
    }

    public static void remove(HttpServletResponse response) {
        response.addCookie(cookie("", 0));
    }

    /** Lax, not Strict: the report in a webmail leads here, and a reader who is signed in should be seen to be. */
    private static Cookie cookie(String value, int seconds) {
        Cookie cookie = new Cookie(NAME, value);
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
