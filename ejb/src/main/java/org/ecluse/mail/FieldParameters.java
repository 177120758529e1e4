package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A structured Content-* field: its value and its parameters (RFC 2045 section 5.1), RFC 2231 continuations and character sets
 * joined, RFC 2047 words decoded although the standard forbids them there. Takes whatever was written; linear time.
 *
 * @param value before the first semicolon, lower case, without comments
 * @param parameters in order, names lower case, a name possibly several times
 */
record FieldParameters(String value, List<Parameter> parameters) {
    private static final int MOST_PARAMETERS = 100;

    record Parameter(String name, String value) {}

    static FieldParameters parse(String field) {
        List<String> pieces = pieces(field);
        String value = pieces.isEmpty() ? "" : pieces.get(0).strip().toLowerCase(Locale.ROOT);
        List<Parameter> written = new ArrayList<>();
        for (String piece : pieces.subList(Math.min(1, pieces.size()), pieces.size())) {
            int equals = piece.indexOf('=');
            if (equals > 0 && written.size() < MOST_PARAMETERS) {
                String name = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                written.add(new Parameter(name, piece.substring(equals + 1).strip()));
            }
        }
        return new FieldParameters(value, joined(written));
    }

    Optional<String> first(String name) {
        return parameters.stream()
                .filter(p -> p.name.equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    List<String> all(String name) {
        return parameters.stream()
                .filter(p -> p.name.equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** Cuts at semicolons outside quotes; quotes and comments are removed. */
    private static List<String> pieces(String field) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        int comment = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && (quoted || comment > 0) && i + 1 < field.length()) {
                i++;
                if (comment == 0) {
                    piece.append(field.charAt(i));
                }
            } else if (c == '"' && comment == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(' && piece.indexOf("=") < 0) {
                comment++; // only before "=": file names with brackets are often not quoted
            } else if (!quoted && c == ')' && comment > 0) {
                comment--;
            } else if (c == ';' && !quoted && comment == 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (comment == 0) {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** RFC 2231: {@code name*0*=}, {@code name*1=} … become one {@code name}. */
    private static List<Parameter> joined(List<Parameter> written) {
        List<Parameter> plain = new ArrayList<>();
        Map<String, TreeMap<Integer, Section>> sections = new TreeMap<>();
        for (Parameter parameter : written) {
            int star = parameter.name.indexOf('*');
            if (star < 0) {
                plain.add(new Parameter(parameter.name, EncodedWords.decode(parameter.value)));
                continue;
            }
            boolean encoded = parameter.name.endsWith("*");
            String rest = parameter.name.substring(star + 1).replace("*", "");
            sections.computeIfAbsent(parameter.name.substring(0, star), name -> new TreeMap<>())
                    .putIfAbsent(sectionNumber(rest), new Section(parameter.value, encoded));
        }
        sections.forEach((name, numbered) -> plain.add(new Parameter(name, text(numbered))));
        return plain;
    }

    private record Section(String value, boolean encoded) {}

    private static int sectionNumber(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() < 4 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : 0;
    }

    private static String text(TreeMap<Integer, Section> sections) {
        Charset charset = StandardCharsets.UTF_8;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean first = true;
        for (Section section : sections.values()) {
            String value = section.value;
            int language = value.indexOf('\'');
            int end = language < 0 ? -1 : value.indexOf('\'', language + 1);
            if (first && section.encoded && end > 0) {
                charset = Charsets.of(value.substring(0, language)).orElse(Charsets.FALLBACK);
                value = value.substring(end + 1);
            }
            first = false;
            bytes.writeBytes(section.encoded ? percentDecoded(value) : value.getBytes(charset));
        }
        return bytes.toString(charset);
    }

    private static byte[] percentDecoded(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            int octet = value.charAt(i) == '%' ? EncodedWords.hex(value, i + 1) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(value.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
