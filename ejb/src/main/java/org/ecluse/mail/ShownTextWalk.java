package org.ecluse.mail;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** Walks through a message's structure and keeps the leaves that are versions of its body, as long as they may be changed at all. */
final class ShownTextWalk {
    private static final int LARGEST_TEXT_BYTES = 1_500_000;
    private static final int MOST_LEAVES = 4;

    /** Multiparts whose first part (of an alternative: each) is shown as the body; of any other kind nothing is touched. */
    private static final Set<String> OPEN = Set.of("multipart/mixed", "multipart/alternative", "multipart/related");

    /** Wherever they stand: what they cover is not ours to change (B13). */
    private static final Set<String> SEALED = Set.of(
            "application/pkcs7-mime",
            "application/x-pkcs7-mime",
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-encrypted",
            "application/pgp-signature");

    private final Budget budget;
    private final Set<String> boundaries = new HashSet<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final Deque<Container> open = new ArrayDeque<>();
    private ContentFields content = new ContentFields();
    private boolean digested;
    private int parts;

    ShownTextWalk(Budget budget) {
        this.budget = budget;
    }

    /** A version of the body. */
    record Leaf(String declaredType, String charset, String encoding, byte[] raw) {
        ShownText.Place at(long start) {
            return new ShownText.Place(declaredType.equals("text/html"), charset, encoding, start, raw);
        }
    }

    private static final class Container {
        final boolean shown;
        final boolean alternative;
        int children;

        Container(boolean shown, boolean alternative) {
            this.shown = shown;
            this.alternative = alternative;
        }
    }

    List<Leaf> leaves() {
        return leaves;
    }

    Set<String> boundaries() {
        return boundaries;
    }

    /** Takes what the tokens stand at. False if nothing of this message may be changed. */
    boolean accept(MimeTokenStream tokens) throws IOException {
        EntityState state = tokens.getState();
        if (state == EntityState.T_START_HEADER) {
            content = new ContentFields();
            digested = false;
        } else if (state == EntityState.T_FIELD) {
            field(tokens.getField());
        } else if (state == EntityState.T_START_BODYPART) {
            open.element().children++;
        } else if (state == EntityState.T_START_MULTIPART) {
            return enter(tokens);
        } else if (state == EntityState.T_END_MULTIPART) {
            open.pop();
        } else if (state == EntityState.T_BODY) {
            return leaf(tokens);
        }
        return true;
    }

    private void field(Field field) {
        String name = field.getName().strip();
        digested |= name.equalsIgnoreCase("Content-MD5"); // it would no longer be true
        content.take(name, HeaderText.unfolded(field.getRaw(), EnumSet.noneOf(MailFault.class)));
    }

    private boolean enter(MimeTokenStream tokens) {
        String boundary = tokens.getBodyDescriptor().getBoundary();
        String type = tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
        boolean plain = OPEN.contains(type) && content.type().equals(type) && boundary != null;
        if (!plain || isAmbiguous() || open.size() >= MailReader.DEEPEST) {
            return false;
        }
        boolean shown = isShown();
        boundaries.add(boundary.stripTrailing());
        open.push(new Container(shown, type.equals("multipart/alternative")));
        return true;
    }

    private boolean leaf(MimeTokenStream tokens) throws IOException {
        budget.spendEntry();
        if (++parts > MailReader.MOST_PARTS || SEALED.contains(content.type()) || isAmbiguous()) {
            return false;
        }
        boolean text = content.type().isEmpty()
                || content.type().equals("text/plain")
                || content.type().equals("text/html");
        if (!text || !isShown() || isFile()) {
            return true;
        }
        byte[] raw = tokens.getInputStream().readNBytes(LARGEST_TEXT_BYTES + 1);
        budget.spendBytes(raw.length);
        if (raw.length > LARGEST_TEXT_BYTES || digested || leaves.size() == MOST_LEAVES) {
            return false;
        }
        leaves.add(new Leaf(content.type(), content.charset().orElse(""), content.encoding(), raw));
        return true;
    }

    private boolean isAmbiguous() {
        return !content.faults().isEmpty();
    }

    private boolean isFile() {
        return content.isDeclaredAttachment() || !content.names().isEmpty();
    }

    /** Of the entity whose header was just read. */
    private boolean isShown() {
        if (open.isEmpty()) {
            return true;
        }
        Container container = open.element();
        return container.shown && (container.alternative || container.children == 1);
    }
}
