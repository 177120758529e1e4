package org.ecluse.unpack;

import java.util.Base64;
import java.util.List;

/** Files that stand in base64 in a page or in an office document of one XML file: data URLs (RFC 2397), {@code binData} (2003), {@code binaryData} (since 2007). */
final class Base64Runs {
    private static final List<String> MARKS = List.of(";base64,", "binData", "binaryData");
    private static final int SHORTEST = 64;

    private Base64Runs() {}

    static void look(Octets file, Inside inside) {
        for (String mark : MARKS) {
            int at = file.indexOf(mark, 0);
            while (at >= 0) {
                inside.spendEntry();
                int start = mark.startsWith(";") ? at + mark.length() : behindTag(file, at);
                int end = run(file, start, inside);
                at = file.indexOf(mark, Math.max(end, at + 1));
            }
        }
    }

    private static int behindTag(Octets file, int at) {
        int end = file.indexOf(">", at);
        return end < 0 ? file.length() : end + 1;
    }

    /** @return offset behind the run */
    private static int run(Octets file, int start, Inside inside) {
        KeptBytes digits = new KeptBytes();
        int at = start;
        while (at < file.length()) {
            int c = file.u8(at);
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '+' || c == '/') {
                digits.write(c);
            } else if (c > ' ') {
                break;
            }
            at++;
        }
        if (digits.size() >= SHORTEST) {
            int whole = digits.size() - (digits.size() % 4 == 1 ? 1 : 0);
            byte[] content =
                    Base64.getDecoder().decode(digits.octets().slice(0, whole).copy());
            inside.file(List.of("data"), Octets.of(content));
        }
        return at;
    }
}
