package org.ecluse.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecluse.server.security.Account;
import org.ecluse.server.security.AccountService;
import org.ecluse.web.security.CurrentReader;
import org.ecluse.web.security.CurrentViewer;
import org.ecluse.web.text.Texts;

/** The language of the page: the account's, else that of a cookie, else the browser's; a user's choice goes before that of the report. */
@Named
@RequestScoped
public class Language {
    private static final String COOKIE = "ECLUSE_LANGUAGE";
    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    @Inject
    private HttpServletRequest request;

    @Inject
    private CurrentViewer current;

    @Inject
    private CurrentReader reader;

    @Inject
    private AccountService accounts;

    private String chosen;

    public Locale getLocale() {
        return getCode().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
    }

    /** {@code fr} or {@code en}. */
    public String getCode() {
        if (chosen == null) {
            String wanted = reader.find()
                    .flatMap(user -> fromCookie().or(() -> Optional.of(user.locale())))
                    .or(() -> current.account().map(Account::locale))
                    .or(this::fromCookie)
                    .orElseGet(() -> request.getLocale().getLanguage());
            chosen = wanted.equals("fr") ? "fr" : "en";
        }
        return chosen;
    }

    /** The language that the switch offers. */
    public String getOther() {
        return getCode().equals("fr") ? "en" : "fr";
    }

    public Texts texts() {
        return Texts.in(getCode());
    }

    /** Speaks the other language from now on, and shows the same page again. */
    public String change() {
        String other = getOther();
        current.account().ifPresent(account -> accounts.speak(account.viewer(), other));
        return speak(other);
    }

    /** Has this browser speak {@code code} from now on, and shows the same page again. */
    public String speak(String code) {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        external.addResponseCookie(
                COOKIE,
                code,
                Map.of(
                        "path",
                        "/",
                        "maxAge",
                        YEAR_SECONDS,
                        "httpOnly",
                        true,
                        "SameSite",
                        "Lax",
                        "secure",
                        external.isSecure()));
        String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
        return view + "?faces-redirect=true&includeViewParams=true";
    }

    private Optional<String> fromCookie() {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }
}
