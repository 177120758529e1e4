package org.ecluse.filter.authentication.arc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.MailHeader;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.filter.authentication.dkim.SignatureFault;

/**
 * The ARC sets of a message, complete and without gap, from instance 1 on (RFC 8617 section 5.2, steps 1 to 3). What they sign
 * is not checked here.
 */
final class ArcChain {
    private static final List<String> NAMES = List.of(ArcSet.RESULTS, ArcSet.MESSAGE_SIGNATURE, ArcSet.SEAL);

    private final List<ArcSet> sets;

    private ArcChain(List<ArcSet> sets) {
        this.sets = List.copyOf(sets);
    }

    static boolean isIn(MailHeader header) {
        return NAMES.stream().anyMatch(name -> !header.named(name).isEmpty());
    }

    /**
     * The sets of a header that has some.
     *
     * @throws SignatureFault if a field is malformed or double, or a set is not complete
     */
    static ArcChain read(MailHeader header) throws SignatureFault {
        Map<Integer, HeaderField> results = new HashMap<>();
        for (HeaderField field : bounded(header, ArcSet.RESULTS)) {
            put(results, ArcSet.instance(field), field);
        }
        Map<Integer, Signed> messageSignatures = signed(header, ArcSet.MESSAGE_SIGNATURE);
        Map<Integer, Signed> seals = signed(header, ArcSet.SEAL);
        List<ArcSet> sets = new ArrayList<>();
        for (int instance = 1; instance <= seals.size(); instance++) {
            HeaderField result = results.get(instance);
            Signed messageSignature = messageSignatures.get(instance);
            Signed seal = seals.get(instance);
            if (result == null || messageSignature == null || seal == null) {
                throw SignatureFault.permanent("ARC set " + instance + " is not complete");
            }
            sets.add(
                    new ArcSet(instance, result, messageSignature.field, messageSignature.tags, seal.field, seal.tags));
        }
        if (results.size() != sets.size() || messageSignatures.size() != sets.size() || sets.isEmpty()) {
            throw SignatureFault.permanent("ARC sets are not complete");
        }
        return new ArcChain(sets);
    }

    /** From instance 1 on, never empty. */
    List<ArcSet> sets() {
        return sets;
    }

    ArcSet last() {
        return sets.get(sets.size() - 1);
    }

    /** The highest instance that any ARC field names, also in a chain that is malformed; 0 without one. */
    static int highestInstance(MailHeader header) {
        int highest = 0;
        for (String name : NAMES) {
            for (HeaderField field : header.named(name)) {
                highest = Math.max(highest, instanceOrZero(field));
            }
        }
        return highest;
    }

    /** True if a seal of the given instance says that the chain had failed before it. */
    static boolean isEnded(MailHeader header, int instance) {
        return header.named(ArcSet.SEAL).stream()
                .filter(seal -> instanceOrZero(seal) == instance)
                .flatMap(seal -> TagList.parse(seal.value()).stream())
                .anyMatch(tags -> "fail".equals(tags.value("cv").orElse("")));
    }

    private static int instanceOrZero(HeaderField field) {
        try {
            return ArcSet.RESULTS.equals(field.name()) ? ArcSet.instance(field) : ArcSet.instance(tags(field));
        } catch (SignatureFault e) {
            return 0;
        }
    }

    private record Signed(HeaderField field, TagList tags) {}

    private static Map<Integer, Signed> signed(MailHeader header, String name) throws SignatureFault {
        Map<Integer, Signed> fields = new HashMap<>();
        for (HeaderField field : bounded(header, name)) {
            TagList tags = tags(field);
            put(fields, ArcSet.instance(tags), new Signed(field, tags));
        }
        return fields;
    }

    private static TagList tags(HeaderField field) throws SignatureFault {
        return TagList.parse(field.value()).orElseThrow(() -> SignatureFault.permanent("not a tag list"));
    }

    private static List<HeaderField> bounded(MailHeader header, String name) throws SignatureFault {
        List<HeaderField> fields = header.named(name);
        if (fields.size() > ArcSet.MOST) {
            throw SignatureFault.permanent("more than " + ArcSet.MOST + " ARC sets");
        }
        return fields;
    }

    private static <T> void put(Map<Integer, T> fields, int instance, T field) throws SignatureFault {
        if (fields.put(instance, field) != null) {
            throw SignatureFault.permanent("instance " + instance + " is there twice");
        }
    }
}
