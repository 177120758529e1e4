package org.ecluse.web.text;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Sentences of the console bundle in one language. */
public final class Texts {
    private static final String BUNDLE = "org.ecluse.text.console";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;
    private final Locale locale;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle =
                ResourceBundle.getBundle(BUNDLE, locale, Thread.currentThread().getContextClassLoader(), NO_FALLBACK);
    }

    /** @param language {@code fr}; anything else is English */
    public static Texts in(String language) {
        return new Texts(language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH);
    }

    /** In the language that the caller prefers (Accept-Language). */
    public static Texts preferred(HttpServletRequest request) {
        return in(request.getLocale().getLanguage());
    }

    /** The sentence; a key without one shows itself, which the tests do not let happen. */
    public String get(String key) {
        try {
            return bundle.getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }

    public String format(String key, Object... values) {
        // Without values it is plain text, in which a quote is a quote.
        return values.length == 0 ? get(key) : new MessageFormat(get(key), locale).format(values);
    }

    public Locale locale() {
        return locale;
    }
}
