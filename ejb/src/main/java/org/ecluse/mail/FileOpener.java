package org.ecluse.mail;

import java.util.List;
import java.util.Set;

/** Looks into the files of one message; used by one thread, for one message, and closed when that was read. */
public interface FileOpener extends AutoCloseable {
    /** Leaves every file closed. */
    FileOpener NONE = new FileOpener() {
        @Override
        public boolean wants(byte[] prefix, int length, boolean attachment) {
            return false;
        }

        @Override
        public long largestBytes() {
            return 0;
        }

        @Override
        public Opened open(MailPart part, byte[] content, int length) {
            return Opened.NOTHING;
        }
    };

    /**
     * Whether a part is to be kept in memory and opened.
     *
     * @param prefix first decoded bytes, of which {@code length} count
     * @param attachment true unless it is shown as the message's text
     */
    boolean wants(byte[] prefix, int length, boolean attachment);

    /** Parts above it are not kept; they are over budget. */
    long largestBytes();

    /** Tells how long the message is before any of it is read. */
    default void expect(long messageBytes) {}

    @Override
    default void close() {}

    /** Never throws for a bad file: what is wrong is a trait. {@code content} is read, never kept. */
    Opened open(MailPart part, byte[] content, int length);

    /** @param files inside, at any depth, in the order in which they were found */
    record Opened(Set<FileTrait> traits, List<MailPart> files) {
        public static final Opened NOTHING = new Opened(Set.of(), List.of());

        public Opened {
            traits = Set.copyOf(traits);
            files = List.copyOf(files);
        }
    }
}
