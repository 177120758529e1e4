package org.ecluse.mail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.mail.FieldParameters.Parameter;

/**
 * The Content-* fields of one entity. Of a field given twice the first counts for the standard reading; names of all count, and
 * {@link #encodings()} tells every way in which the body may be decoded.
 */
final class ContentFields {
    private static final Set<String> IDENTITY = Set.of("7bit", "8bit", "binary", "");

    private final List<FieldParameters> types = new ArrayList<>();
    private final List<FieldParameters> dispositions = new ArrayList<>();
    private final List<FieldParameters> encodings = new ArrayList<>();
    private int mimeVersions;

    /** Fields of a uuencoded file in a text, which has none. */
    static ContentFields uuencoded(String fileName) {
        ContentFields fields = new ContentFields();
        fields.dispositions.add(new FieldParameters("attachment", List.of(new Parameter("filename", fileName))));
        fields.encodings.add(new FieldParameters("x-uuencode", List.of()));
        return fields;
    }

    void take(String name, String value) {
        switch (name.length()) {
            case 12 -> {
                if (name.equalsIgnoreCase("Content-Type")) {
                    types.add(FieldParameters.parse(value));
                } else if (name.equalsIgnoreCase("MIME-Version")) {
                    mimeVersions++;
                }
            }
            case 19 -> {
                if (name.equalsIgnoreCase("Content-Disposition")) {
                    dispositions.add(FieldParameters.parse(value));
                }
            }
            case 25 -> {
                if (name.equalsIgnoreCase("Content-Transfer-Encoding")) {
                    encodings.add(FieldParameters.parse(value));
                }
            }
            default -> {} // no other field says how the content is read
        }
    }

    /** What is wrong with the fields as a whole; known when all have been taken. */
    Set<MailFault> faults() {
        Set<MailFault> faults = EnumSet.noneOf(MailFault.class);
        if (Stream.of(types, dispositions, encodings).anyMatch(fields -> fields.size() > 1)
                || mimeVersions > 1
                || isRepeated("boundary")
                || isRepeated("filename")
                || isRepeated("name")) {
            faults.add(MailFault.MIME_AMBIGUOUS);
        }
        boolean multipart = types.stream().anyMatch(t -> t.value().startsWith("multipart/"));
        if (types.stream().map(t -> kind(t.value())).distinct().count() > 1
                || (multipart && boundaries().size() > 1)
                || (multipart && encodings.stream().anyMatch(e -> !IDENTITY.contains(e.value())))
                || encodings().size() > 1) {
            faults.add(MailFault.MIME_CONTRADICTORY);
        }
        return faults;
    }

    boolean isEmpty() {
        return types.isEmpty() && dispositions.isEmpty() && encodings.isEmpty();
    }

    /** Media type as declared, or "". */
    String type() {
        return types.isEmpty() ? "" : types.get(0).value();
    }

    /** True for a multipart or an enclosed message: its content is in its parts. */
    boolean isComposite() {
        return !kind(type()).isEmpty();
    }

    Optional<String> charset() {
        return types.stream().flatMap(t -> t.first("charset").stream()).findFirst();
    }

    /** Value of the first Content-Transfer-Encoding, or "". */
    String encoding() {
        return encodings.isEmpty() ? "" : encodings.get(0).value();
    }

    /** Every encoding that is named, those that change nothing as "". Never empty. */
    List<String> encodings() {
        List<String> values = encodings.stream()
                .map(FieldParameters::value)
                .map(value -> IDENTITY.contains(value) ? "" : value)
                .distinct()
                .toList();
        return values.isEmpty() ? List.of("") : values;
    }

    /** Every boundary that is named, wherever: some programs take that of Content-Disposition. */
    Set<String> boundaries() {
        Set<String> boundaries = new LinkedHashSet<>();
        types.forEach(t -> boundaries.addAll(t.all("boundary")));
        dispositions.forEach(d -> boundaries.addAll(d.all("boundary")));
        return boundaries;
    }

    boolean isDeclaredAttachment() {
        return dispositions.stream().anyMatch(d -> d.value().equals("attachment"));
    }

    /** Every name, that of Content-Disposition first (RFC 2183 section 2.3). */
    List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        dispositions.forEach(d -> names.addAll(d.all("filename")));
        types.forEach(t -> names.addAll(t.all("name")));
        names.removeIf(String::isBlank);
        return List.copyOf(names);
    }

    private boolean isRepeated(String parameter) {
        return Stream.concat(types.stream(), dispositions.stream())
                .anyMatch(field -> field.all(parameter).size() > 1);
    }

    /** Types of one kind are read alike: multiparts, enclosed messages of one type, everything else (""). */
    private static String kind(String type) {
        if (type.startsWith("multipart/")) {
            return "multipart";
        }
        return type.startsWith("message/") ? type : "";
    }
}
