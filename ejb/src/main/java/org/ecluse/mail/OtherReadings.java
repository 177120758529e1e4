package org.ecluse.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the parts that other mail programs may find in a message: of every {@link Section} its body, in every encoding that it names.
 * Where the structure is plain there are none, and this costs one pass over the octets.
 */
final class OtherReadings {
    private static final List<String> GUESSES = List.of("base64", "quoted-printable", "x-uuencode");

    private final Budget budget;
    private final Set<MailFault> faults;
    private final LeafReader leaves;
    private final List<MailPart> found = new ArrayList<>();
    private boolean hidden;

    /** @param leaves that read the parts of the standard reading: what they have opened is not opened again */
    OtherReadings(Budget budget, Set<MailFault> faults, LeafReader leaves) {
        this.budget = budget;
        this.faults = faults;
        this.leaves = leaves;
    }

    /**
     * @param known boundaries of the standard reading
     * @param suspicious true if that reading met something that other programs read differently
     */
    void read(RawMessage raw, Set<String> known, boolean suspicious) throws IOException {
        List<Section> sections;
        boolean tooMany;
        try (InputStream wire = raw.open()) {
            SectionFinder finder = new SectionFinder(wire, known, budget);
            sections = finder.find();
            tooMany = finder.tooMany();
        }
        boolean all = suspicious || sections.stream().anyMatch(Section::odd);
        if (tooMany) {
            faults.add(MailFault.MIME_PARTS);
        }
        readEach(
                raw,
                sections.stream()
                        .filter(s -> s.kind() == Section.Kind.UUENCODED)
                        .toList());
        if (all) {
            readEach(
                    raw,
                    sections.stream().filter(s -> s.kind() == Section.Kind.PART).toList());
            readEach(
                    raw,
                    sections.stream()
                            .filter(s -> s.kind() == Section.Kind.MESSAGE)
                            .filter(s -> s.odd() || encodings(s.fields()).size() > 1)
                            .toList());
        }
        hidden = all;
    }

    /** Files that stand uuencoded in a decoded text: many programs show them as attachments. */
    void readText(String text) throws IOException {
        if (!text.startsWith("begin ") && !text.contains("\nbegin ")) {
            return;
        }
        byte[] octets = ("\n" + text).getBytes(StandardCharsets.ISO_8859_1);
        RawMessage raw = new RawMessage() {
            @Override
            public long sizeBytes() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
        readEach(
                raw,
                new SectionFinder(raw.open(), Set.of(), budget)
                        .find().stream()
                                .filter(s -> s.kind() == Section.Kind.UUENCODED)
                                .toList());
    }

    /**
     * What was found beyond {@code parts}; the same content under the same names is not told again. Notes the fault if some of it
     * hides in the structure.
     */
    List<MailPart> beyond(List<MailPart> parts) {
        Set<Object> seen = new LinkedHashSet<>();
        parts.forEach(part -> seen.add(List.of(part.sha256(), part.names())));
        List<MailPart> beyond = found.stream()
                .filter(part -> seen.add(List.of(part.sha256(), part.names())))
                .toList();
        if (hidden && !beyond.isEmpty()) {
            faults.add(MailFault.MIME_HIDDEN_PART);
        }
        return beyond;
    }

    /** One pass over the octets for each encoding that a section may have: no store is asked to seek. */
    private void readEach(RawMessage raw, List<Section> sections) throws IOException {
        for (int round = 0; round <= GUESSES.size(); round++) {
            int index = round;
            List<Section> due = sections.stream()
                    .filter(s -> encodings(s.fields()).size() > index)
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            try (InputStream wire = raw.open()) {
                long at = 0;
                for (Section section : due) {
                    budget.spendEntry();
                    wire.skipNBytes(section.start() - at);
                    Slice slice = new Slice(wire, section.end() - section.start());
                    readOne(section.fields(), encodings(section.fields()).get(index), slice);
                    slice.transferTo(OutputStream.nullOutputStream());
                    at = section.end();
                }
            }
        }
    }

    private void readOne(ContentFields fields, String encoding, InputStream body) throws IOException {
        if (fields.type().startsWith("message/")) {
            leaves.noteFaults(fields.type());
        }
        if (fields.isComposite() && encoding.isEmpty()) {
            return; // its parts are sections of their own
        }
        if (fields.isComposite()) {
            faults.add(MailFault.MIME_CONTRADICTORY); // parts inside an encoding are not looked for
        }
        String declared = fields.type().isEmpty() ? "text/plain" : fields.type();
        found.add(leaves.read(fields, fields.isComposite() ? "application/octet-stream" : declared, encoding, body));
    }

    private static List<String> encodings(ContentFields fields) {
        List<String> named = fields.encodings();
        boolean allKnown = named.stream().allMatch(e -> e.isEmpty() || LeafReader.knows(e));
        if (allKnown) {
            return named;
        }
        List<String> tried = new ArrayList<>(List.of(""));
        tried.addAll(GUESSES);
        return tried;
    }
}
