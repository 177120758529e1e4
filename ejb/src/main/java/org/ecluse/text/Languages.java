package org.ecluse.text;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.i18n.LdLocale;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfile;
import com.optimaize.langdetect.profiles.LanguageProfileBuilder;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Tells the language of a text: by its script where that says it, else by what letters stand together. Safe for many threads. */
public final class Languages {
    /** Those that share a script with others. */
    private static final List<String> COMPARED = List.of(
            "bg", "ca", "cs", "da", "de", "en", "es", "fi", "fr", "hr", "hu", "it", "nl", "no", "pl", "pt", "ro", "ru",
            "sk", "sv", "tr", "uk");

    private static final Map<UnicodeScript, String> BY_SCRIPT = new EnumMap<>(Map.of(
            UnicodeScript.GREEK, "el",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.ARABIC, "ar",
            UnicodeScript.THAI, "th",
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja",
            UnicodeScript.DEVANAGARI, "hi",
            UnicodeScript.HAN, "zh"));

    /** The most frequent of each length: all of them would take several times the memory and tell no better. */
    private static final int GRAMS_OF_A_LENGTH = 1_500;

    private static final int FEWEST_LETTERS = 40;
    /** A sign says as much as a word. */
    private static final int FEWEST_SIGNS = 12;

    /** The library tries seven times; six have to agree. */
    private static final double SURE = 0.8;

    private static final LanguageDetector DETECTOR = detector();

    private Languages() {}

    /** ISO 639-1 codes of all languages that can be told, in order. */
    public static Set<String> known() {
        Set<String> known = new TreeSet<>(BY_SCRIPT.values());
        known.addAll(COMPARED);
        return known;
    }

    /** ISO 639-1 code; empty if the text is too short or could be in several. Japanese is told by its kana, other Han is {@code zh}. */
    public static Optional<String> of(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Integer> told = new HashMap<>();
        letters.forEach((script, count) -> {
            if (BY_SCRIPT.containsKey(script)) {
                told.merge(BY_SCRIPT.get(script), count, Integer::sum);
            }
        });
        int signs = told.values().stream().mapToInt(Integer::intValue).sum();
        if (signs >= FEWEST_SIGNS && signs * 2 > all) {
            boolean japanese = told.getOrDefault("ja", 0) * 10 > signs; // its nouns are written in Han
            return japanese
                    ? Optional.of("ja")
                    : told.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        }
        return all < FEWEST_LETTERS ? Optional.empty() : compared(text);
    }

    private static Optional<String> compared(String text) {
        return DETECTOR.getProbabilities(text).stream()
                .filter(found -> found.getProbability() >= SURE)
                .map(DetectedLanguage::getLocale)
                .map(LdLocale::getLanguage)
                .findFirst();
    }

    private static LanguageDetector detector() {
        LanguageProfileReader reader = new LanguageProfileReader();
        List<LanguageProfile> profiles =
                COMPARED.stream().map(code -> shortened(reader, code)).toList();
        return LanguageDetectorBuilder.create(NgramExtractors.standard())
                .withProfiles(profiles)
                .seed(0) // the same text is told the same each time
                .build();
    }

    private static LanguageProfile shortened(LanguageProfileReader reader, String code) {
        LanguageProfile whole;
        try {
            whole = reader.readBuiltIn(LdLocale.fromString(code));
        } catch (IOException e) {
            throw new UncheckedIOException("profile of language " + code, e);
        }
        LanguageProfileBuilder shorter =
                new LanguageProfileBuilder(whole.getLocale()).ngramExtractor(NgramExtractors.standard());
        Map<Integer, Integer> taken = new HashMap<>();
        StreamSupport.stream(whole.iterateGrams().spliterator(), false)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .filter(gram -> taken.merge(gram.getKey().length(), 1, Integer::sum) <= GRAMS_OF_A_LENGTH)
                .forEach(gram -> shorter.addGram(gram.getKey(), gram.getValue()));
        return shorter.build();
    }
}
