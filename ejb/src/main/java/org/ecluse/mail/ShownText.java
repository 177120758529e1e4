package org.ecluse.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.ecluse.mail.ShownTextWalk.Leaf;

/**
 * Where on the wire the text stands that a mail program shows when the message is opened: the body, in each of its versions. Two
 * readings must agree about every place, mime4j's structure and that of {@link SectionFinder}; what they disagree about is no place, so
 * that nobody who changes a place can break another part.
 */
public final class ShownText {
    private ShownText() {}

    /**
     * One version of the body.
     *
     * @param html false: plain text
     * @param charset as declared, "" if it is not
     * @param encoding transfer encoding, lower case, "" if there is none
     * @param start offset of its first byte on the wire
     * @param raw as it stands on the wire, without the line end that belongs to the delimiter
     */
    public record Place(boolean html, String charset, String encoding, long start, byte[] raw) {}

    /**
     * In order; empty if there is none that may be changed: none is text, it is too large, the message is signed, encrypted or a report
     * of a mail system, or it is malformed.
     *
     * @throws IOException the message cannot be read from where it is kept
     * @throws Budget.BudgetExceededException it costs more than it may
     */
    public static List<Place> find(RawMessage message, Budget budget) throws IOException {
        ShownTextWalk walk = new ShownTextWalk(budget);
        try {
            if (!read(message, budget, walk) || walk.leaves().isEmpty()) {
                return List.of();
            }
        } catch (MimeException | MimeIOException e) {
            return List.of(); // malformed: it is delivered as it came
        }
        return places(walk, candidates(message, walk, budget), message);
    }

    private static boolean read(RawMessage message, Budget budget, ShownTextWalk walk)
            throws IOException, MimeException {
        try (InputStream wire = message.open()) {
            MimeTokenStream tokens = new MimeTokenStream(MailReader.CONFIG, DecodeMonitor.SILENT, null);
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE); // what stands in an enclosed message is not ours
            tokens.parse(wire);
            while (tokens.getState() != EntityState.T_END_OF_STREAM) {
                budget.check();
                if (!walk.accept(tokens)) {
                    return false;
                }
                tokens.next();
            }
        }
        return true;
    }

    private static List<Section> candidates(RawMessage message, ShownTextWalk walk, Budget budget) throws IOException {
        Section.Kind kind = walk.boundaries().isEmpty() ? Section.Kind.MESSAGE : Section.Kind.PART;
        Set<Long> sizes = new HashSet<>();
        walk.leaves().forEach(leaf -> sizes.add((long) leaf.raw().length));
        try (InputStream wire = message.open()) {
            return new SectionFinder(wire, walk.boundaries(), budget)
                    .find().stream()
                            .filter(section -> section.kind() == kind && !section.odd())
                            .filter(section -> sizes.contains(section.end() - section.start()))
                            .toList();
        }
    }

    /** The body's versions come before anything else in the message, so the first section that is the same is the one. */
    private static List<Place> places(ShownTextWalk walk, List<Section> sections, RawMessage message)
            throws IOException {
        List<Place> places = new ArrayList<>();
        int next = 0;
        try (InputStream wire = message.open()) {
            long at = 0;
            for (Section section : sections) {
                if (next == walk.leaves().size()) {
                    break;
                }
                Leaf leaf = walk.leaves().get(next);
                if (section.end() - section.start() == leaf.raw().length
                        && section.fields().type().equals(leaf.declaredType())) {
                    wire.skipNBytes(section.start() - at);
                    byte[] octets = wire.readNBytes(leaf.raw().length);
                    at = section.end();
                    if (Arrays.equals(octets, leaf.raw())) {
                        places.add(leaf.at(section.start()));
                        next++;
                    }
                }
            }
        }
        return next == walk.leaves().size() ? places : List.of();
    }
}
