package org.ecluse.server.scanning;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an ICAP answer encapsulates (RFC 3507 section 4.4): an HTTP answer, which is only compared with what was sent, never kept. */
final class IcapBody {
    private static final int LARGEST_HTTP_HEADER = 64 * 1024;
    private static final int LONGEST_CHUNK_LINE = 256;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final EngineConnection icap;

    IcapBody(EngineConnection icap) {
        this.icap = icap;
    }

    /**
     * True if the answer is the HTTP answer that was sent, with {@code sent} as its body octet for octet: the server passes it on.
     *
     * @throws IOException the answer is malformed or breaks off
     */
    boolean isUnchanged(IcapHead head, InputStream sent) throws IOException {
        Layout layout = Layout.of(head.field("encapsulated").orElse(""));
        if (layout.headerBytes > 0 && !status(layout.headerBytes).startsWith("HTTP/1.1 200 ")) {
            return false;
        }
        return layout.hasBody ? isSame(sent) : sent.read() < 0;
    }

    private String status(int headerBytes) throws IOException {
        byte[] header = new byte[headerBytes];
        for (int at = 0; at < headerBytes; ) {
            int read = icap.read(header, at, headerBytes - at);
            if (read < 0) {
                throw new EOFException("connection closed within the encapsulated header");
            }
            at += read;
        }
        return new String(header, 0, Math.min(headerBytes, 64), StandardCharsets.ISO_8859_1);
    }

    private boolean isSame(InputStream sent) throws IOException {
        byte[] theirs = new byte[BUFFER_BYTES];
        for (long left = chunkSize(); left > 0; left = chunkSize()) {
            while (left > 0) {
                int read = icap.read(theirs, 0, (int) Math.min(theirs.length, left));
                if (read < 0) {
                    throw new EOFException("connection closed within a chunk");
                }
                byte[] ours = sent.readNBytes(read);
                if (!Arrays.equals(ours, 0, ours.length, theirs, 0, read)) {
                    return false; // however much more may come
                }
                left -= read;
            }
            icap.readUntil('\n', LONGEST_CHUNK_LINE);
        }
        return sent.read() < 0;
    }

    private long chunkSize() throws IOException {
        String line = icap.readUntil('\n', LONGEST_CHUNK_LINE);
        String digits = line.split("[;\\s]", 2)[0];
        boolean hex =
                !digits.isEmpty() && digits.length() <= 8 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        if (!hex) {
            throw new IOException("no size of a chunk: " + PlainLine.of(line.strip()));
        }
        return Long.parseLong(digits, 16);
    }

    /** {@code res-hdr=0, res-body=137}: a header up to the offset of the body, or of nothing. */
    private record Layout(int headerBytes, boolean hasBody) {
        static Layout of(String field) throws IOException {
            List<String> names = new ArrayList<>();
            int offset = 0;
            for (String entry : field.split(",", 5)) {
                String[] pair = entry.strip().split("=", 2);
                boolean number = pair.length == 2
                        && !pair[1].isEmpty()
                        && pair[1].length() <= 6
                        && pair[1].chars().allMatch(c -> c >= '0' && c <= '9');
                boolean inOrder = number
                        && (names.isEmpty() ? Integer.parseInt(pair[1]) == 0 : Integer.parseInt(pair[1]) >= offset);
                if (!inOrder) {
                    throw new IOException("malformed Encapsulated field: " + PlainLine.of(field));
                }
                offset = Integer.parseInt(pair[1]);
                names.add(pair[0]);
            }
            boolean known = List.of(
                            List.of("res-hdr", "res-body"),
                            List.of("res-hdr", "null-body"),
                            List.of("res-body"),
                            List.of("null-body"))
                    .contains(names);
            if (!known || offset > LARGEST_HTTP_HEADER) {
                throw new IOException("encapsulates something else than an HTTP answer: " + PlainLine.of(field));
            }
            return new Layout(offset, names.get(names.size() - 1).equals("res-body"));
        }
    }
}
