package org.ecluse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.ecluse.mail.RawMessage;

/**
 * Messages made of the templates in {@code src/test/resources/bulk}: the same ones at every call. A slot {@code [[a|b]]} is one of its
 * texts, {@code [[#4]]} four digits; slots may stand in slots.
 */
public final class BulkFamilies {
    /** Messages of each family. */
    public static final int MESSAGES = 9;

    private static final String BOUNDARY = "=_part_of_the_family";

    private BulkFamilies() {}

    /**
     * One family.
     *
     * @param name file name: class, what it is, language
     * @param template header and bodies with slots
     */
    public record Family(String name, String template) {
        /** {@code advertising}, {@code newsletter}, {@code social}, {@code transactional} or {@code personal}. */
        public String kind() {
            return name.substring(0, name.indexOf('-'));
        }

        /** Message number {@code index} of the family. */
        public RawMessage message(int index) {
            return Mails.raw(assembled(filled(template, new Random(Objects.hash(name, index)))));
        }
    }

    /** The families of a side, {@code tuning} or {@code testing}, by name. */
    public static List<Family> of(String side) {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(BulkFamilies.class.getResource("/bulk/" + side))
                        .toURI()))) {
            return files.sorted().map(BulkFamilies::family).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Family family(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new Family(file.getFileName().toString(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Innermost slots first, from the left. */
    private static String filled(String template, Random chance) {
        String text = template;
        for (int end = text.indexOf("]]"); end >= 0; end = text.indexOf("]]")) {
            int begin = text.lastIndexOf("[[", end);
            if (begin < 0) {
                throw new IllegalArgumentException("slot without a beginning: " + text.substring(0, end));
            }
            String slot = text.substring(begin + 2, end);
            text = text.substring(0, begin) + value(slot, chance) + text.substring(end + 2);
        }
        return text;
    }

    private static String value(String slot, Random chance) {
        if (slot.startsWith("#")) {
            int digits = Integer.parseInt(slot.substring(1));
            StringBuilder number = new StringBuilder().append(1 + chance.nextInt(9));
            while (number.length() < digits) {
                number.append(chance.nextInt(10));
            }
            return number.toString();
        }
        String[] texts = slot.split("\\|", -1);
        return texts[chance.nextInt(texts.length)];
    }

    private static String assembled(String text) {
        String[] parts = text.split("(?m)^--- ");
        String header = parts[0].strip() + "\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nMIME-Version: 1.0\n";
        List<String> bodies = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            int line = parts[i].indexOf('\n');
            String type = parts[i].substring(0, line).strip().equals("html") ? "html" : "plain";
            bodies.add("Content-Type: text/" + type + "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                    + parts[i].substring(line + 1));
        }
        if (bodies.size() == 1) {
            return header + bodies.get(0);
        }
        StringBuilder whole = new StringBuilder(header)
                .append("Content-Type: multipart/alternative; boundary=\"")
                .append(BOUNDARY)
                .append("\"\n\n");
        bodies.forEach(body ->
                whole.append("--").append(BOUNDARY).append('\n').append(body).append('\n'));
        return whole.append("--").append(BOUNDARY).append("--\n").toString();
    }
}
