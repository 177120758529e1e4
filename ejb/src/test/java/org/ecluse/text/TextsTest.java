package org.ecluse.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void mailSpeaksBothLanguagesCompletely() throws IOException {
        TreeMap<String, String> english = texts("en");
        TreeMap<String, String> french = texts("fr");

        assertThat(new TreeSet<>(french.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        english.forEach((key, sentence) ->
                assertThat(arguments(french.get(key))).as(key).isEqualTo(arguments(sentence)));
    }

    @Test
    void anApostropheIsAnApostrophe() {
        assertThat(Texts.ofMail("fr").say("digest.notSpam")).isEqualTo("N'est pas indésirable");
    }

    @Test
    void anUnknownLanguageIsEnglish() {
        assertThat(Texts.ofMail("de").say("digest.release")).isEqualTo("Deliver");
    }

    private static TreeSet<String> arguments(String sentence) {
        return new TreeSet<>(new MessageFormat(sentence).getArgumentNames());
    }

    private static TreeMap<String, String> texts(String language) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                TextsTest.class.getResourceAsStream("/org/ecluse/text/mail_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        TreeMap<String, String> texts = new TreeMap<>();
        properties.forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }
}
