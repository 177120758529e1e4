package org.ecluse.banner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil.Usage;
import org.ecluse.mail.RawMessage;
import org.ecluse.queue.HeaderBlock;

/** Puts a word before the subject of a mail (R2.7): {@code Subject: [SPAM] Win now}. Every other octet stays as it is. */
public final class SubjectWord {
    private static final int LONGEST_LINE = 78;
    private static final int LONGEST_DECODED = 4_000;

    /** A field of that name with what is folded under it; RFC 5322 section 4.5 lets blanks stand before the colon. */
    private static final Pattern SUBJECT =
            Pattern.compile("(?dmi)^(subject[ \\t]*:)([^\\n]{0,1000}\\n?)((?:[ \\t][^\\n]{0,1000}\\n?){0,100})");

    private SubjectWord() {}

    /**
     * The mail with the word; as it is if its subject has that word already, as an answer's has. Of a header
     * the first 64 KB are looked at: a subject that stands behind them stays alone.
     *
     * @throws IOException the mail cannot be read from where it is kept
     */
    public static RawMessage put(RawMessage mail, String word) throws IOException {
        String header;
        try (InputStream in = mail.open()) {
            header = new String(HeaderBlock.read(in), StandardCharsets.ISO_8859_1); // an octet a character
        }
        List<Patch> patches = new ArrayList<>();
        boolean found = false;
        Matcher subject = SUBJECT.matcher(header);
        while (subject.find()) {
            found = true;
            if (!decoded(subject.group(2) + subject.group(3)).contains(word)) {
                String before = before(word, subject.group(1), subject.group(2), subject.group(3));
                patches.add(new Patch(subject.end(1), 0, before.getBytes(StandardCharsets.US_ASCII)));
            }
        }
        if (!found && isWhole(mail, header.length())) {
            patches.add(new Patch(0, 0, ("Subject:" + encoded(word, "") + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        }
        return patches.isEmpty() ? mail : new PatchedMessage(mail, patches);
    }

    /** Whether the header ends there: what was not looked at may hold the subject. */
    private static boolean isWhole(RawMessage mail, int length) throws IOException {
        try (InputStream in = mail.open()) {
            in.skipNBytes(length);
            int next = in.read();
            return next < 0 || next == '\r' || next == '\n';
        }
    }

    /** What to write between the colon and the rest of its line, under which {@code folded} stands. */
    private static String before(String word, String name, String rest, String folded) {
        String encoded = encoded(word, rest + folded);
        boolean folds = !rest.isBlank()
                && name.length() + encoded.length() + rest.stripTrailing().length() > LONGEST_LINE;
        boolean spaced = rest.isBlank() || rest.charAt(0) == ' ' || rest.charAt(0) == '\t';
        return encoded + (folds ? "\r\n" : "") + (spaced ? "" : " ");
    }

    /** White space between two encoded words is not shown (RFC 2047 section 6.2), so that one must be in the word itself. */
    private static String encoded(String word, String rest) {
        boolean ascii = word.chars().allMatch(c -> c >= ' ' && c < 127) && !word.contains("=?");
        if (ascii) {
            return " " + word;
        }
        String shown = rest.strip().startsWith("=?") ? word + " " : word;
        return " " + EncoderUtil.encodeEncodedWord(shown, Usage.TEXT_TOKEN);
    }

    private static String decoded(String value) {
        String utf8 = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String unfolded = utf8.replaceAll("[\\r\\n]", "");
        return DecoderUtil.decodeEncodedWords(
                unfolded.substring(0, Math.min(unfolded.length(), LONGEST_DECODED)), DecodeMonitor.SILENT);
    }
}
