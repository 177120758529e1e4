package org.ecluse.mail;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A leaf of the MIME tree.
 *
 * @param declaredType media type of the Content-Type field, lower case
 * @param detectedType media type found from the first bytes and the name
 * @param fileName decoded, from Content-Disposition or Content-Type
 * @param names every name the part gives itself, decoded: readers disagree about which one counts
 * @param attachment true unless it is shown as the message's text
 * @param text decoded characters of a text part, bounded; empty for others
 * @param head first decoded bytes as ISO-8859-1 characters, at most {@value #HEAD_BYTES}
 * @param sizeBytes decoded size
 * @param sha256 hex digest of the decoded content
 * @param traits what opening it showed
 * @param within names of the files that hold it, outermost first; empty for a part of the message itself
 */
public record MailPart(
        String declaredType,
        String detectedType,
        Optional<String> fileName,
        List<String> names,
        boolean attachment,
        Optional<String> text,
        String head,
        long sizeBytes,
        String sha256,
        Set<FileTrait> traits,
        List<String> within) {
    /** Enough for every rule about how a file begins. */
    public static final int HEAD_BYTES = 256;

    public MailPart {
        names = List.copyOf(names);
        traits = Set.copyOf(traits);
        within = List.copyOf(within);
    }

    /** The same with what opening it showed. */
    public MailPart with(Set<FileTrait> seen) {
        return new MailPart(
                declaredType, detectedType, fileName, names, attachment, text, head, sizeBytes, sha256, seen, within);
    }

    /** Its name or else its type, after those of the files that hold it: {@code a.zip/b.exe}. */
    public String label() {
        String own = fileName.orElse(detectedType);
        return within.isEmpty() ? own : String.join("/", within) + "/" + own;
    }

    /** True if either type says HTML: a reader may show it as such. */
    public boolean isHtml() {
        return detectedType.equals("text/html") || declaredType.equals("text/html");
    }
}
