package org.ecluse.text;

import com.ibm.icu.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The sentences of one bundle of {@code org/ecluse/text} in one language. Placeholders and plurals are ICU's: {@code {0}},
 * {@code {0, plural, one {# message} other {# messages}}}; a single apostrophe is an apostrophe.
 */
public final class Texts {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;
    private final Locale locale;

    private Texts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** What mails and link pages say. @param language {@code fr}; everything else is English */
    public static Texts ofMail(String language) {
        return of("mail", language);
    }

    /** @param bundle {@code mail}, {@code symbols}, {@code console} or {@code help} */
    public static Texts of(String bundle, String language) {
        Locale locale = language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        return new Texts(
                ResourceBundle.getBundle(
                        "org.ecluse.text." + bundle, locale, Texts.class.getClassLoader(), NO_FALLBACK),
                locale);
    }

    public Locale locale() {
        return locale;
    }

    /** @throws MissingResourceException the key is missing, which a test prevents */
    public String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** As {@link #say}, if there is such a sentence. */
    public Optional<String> find(String key, Object... arguments) {
        return bundle.containsKey(key) ? Optional.of(say(key, arguments)) : Optional.empty();
    }
}
