package org.ecluse.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Content-* fields of one entity; of a field given twice the first counts, names of all count. */
final class ContentFields {
    private final List<FieldParameters> types = new ArrayList<>();
    private final List<FieldParameters> dispositions = new ArrayList<>();
    private final List<FieldParameters> encodings = new ArrayList<>();

    /** False if the field makes the entity ambiguous: it is there twice, or has a parameter twice. */
    boolean take(String name, String value) {
        Optional<List<FieldParameters>> known = switch (name.length()) {
            case 12 -> name.equalsIgnoreCase("Content-Type") ? Optional.of(types) : Optional.empty();
            case 19 -> name.equalsIgnoreCase("Content-Disposition") ? Optional.of(dispositions) : Optional.empty();
            case 25 -> name.equalsIgnoreCase("Content-Transfer-Encoding") ? Optional.of(encodings) : Optional.empty();
            default -> Optional.empty();
        };
        if (known.isEmpty()) {
            return true;
        }
        FieldParameters field = FieldParameters.parse(value);
        known.get().add(field);
        boolean repeated = List.of("boundary", "filename", "name").stream()
                .anyMatch(parameter -> field.all(parameter).size() > 1);
        return known.get().size() == 1 && !repeated;
    }

    /** Media type as declared, or "". */
    String type() {
        return types.isEmpty() ? "" : types.get(0).value();
    }

    Optional<String> charset() {
        return types.stream().flatMap(t -> t.first("charset").stream()).findFirst();
    }

    /** Value of Content-Transfer-Encoding, or "". */
    String encoding() {
        return encodings.isEmpty() ? "" : encodings.get(0).value();
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
}
