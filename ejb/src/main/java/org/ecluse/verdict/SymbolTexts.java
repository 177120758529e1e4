package org.ecluse.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.ecluse.policy.DnsListWeight;

/** Sentences for symbols and for explanations, in French and English; any other language reads English. */
public final class SymbolTexts {
    private static final String BUNDLE = "org.ecluse.text.symbols";

    private final ResourceBundle bundle;

    private SymbolTexts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    public static SymbolTexts in(Locale locale) {
        boolean french = locale.getLanguage().equals(Locale.FRENCH.getLanguage());
        return new SymbolTexts(ResourceBundle.getBundle(
                BUNDLE,
                french ? Locale.FRENCH : Locale.ENGLISH,
                SymbolTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The sentence for a symbol, without points and detail. A symbol of an older version speaks for itself. */
    public String sentence(String symbol) {
        try {
            return bundle.getString(symbol);
        } catch (MissingResourceException e) {
            // Findings outlive the rules that made them; and DNS lists are configured, so most have no sentence of
            // their own.
            return DnsListWeight.isFor(symbol) ? bundle.getString(DnsListWeight.kindOf(symbol)) : symbol;
        }
    }

    /** The sentences for symbols with blanks between, as a tombstone keeps them (B16). */
    public List<String> sentences(String symbols) {
        return Arrays.stream(symbols.split(" "))
                .filter(symbol -> !symbol.isEmpty())
                .map(this::sentence)
                .toList();
    }

    /** What a verdict is called in the reader's language, with the word of the source documents where that is another one. */
    public String verdict(VerdictName name) {
        return bundle.getString("verdict." + name);
    }

    /** The text of {@code key} with {@code {0}}, {@code {1}} … replaced. */
    String text(String key, Object... arguments) {
        String text = bundle.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }
}
