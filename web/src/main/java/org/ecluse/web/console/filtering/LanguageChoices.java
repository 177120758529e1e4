package org.ecluse.web.console.filtering;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ecluse.text.Languages;
import org.ecluse.web.console.frame.Language;

/** The languages that can be told, as the reader of the page calls them (R2.9). */
@Named
@RequestScoped
public class LanguageChoices {
    @Inject
    private Language language;

    /** ISO 639-1 codes in the order of their names. */
    public List<String> getCodes() {
        return Languages.known().stream()
                .sorted(Comparator.comparing(this::name, Collator.getInstance(language.getLocale())))
                .toList();
    }

    /** With a capital letter, as an entry of a list. */
    public String name(String code) {
        String name = Locale.forLanguageTag(code).getDisplayLanguage(language.getLocale());
        return name.substring(0, 1).toUpperCase(language.getLocale()) + name.substring(1);
    }
}
