package org.ecluse.smtp.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One command as it came.
 *
 * @param verb upper case; {@code ""} when the line does not start with letters
 * @param argument everything after the first space, without trailing blanks
 * @param octets length of the line with its CRLF
 * @param wellFormed whether octets above 127 form UTF-8
 */
record CommandLine(String verb, String argument, int octets, boolean wellFormed) {

    static CommandLine parse(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) end--;
        int verbEnd = from;
        while (verbEnd < end && !isBlank(bytes[verbEnd])) verbEnd++;
        int argumentFrom = Math.min(verbEnd + 1, end);
        String verb = new String(bytes, from, verbEnd - from, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        int octets = to - from + 2;
        if (isAscii(bytes, argumentFrom, end)) {
            String argument = new String(bytes, argumentFrom, end - argumentFrom, StandardCharsets.ISO_8859_1);
            return new CommandLine(verb, argument, octets, true);
        }
        try {
            ByteBuffer encoded = ByteBuffer.wrap(bytes, argumentFrom, end - argumentFrom);
            String argument =
                    StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
            return new CommandLine(verb, argument, octets, true);
        } catch (CharacterCodingException e) {
            return new CommandLine(verb, "", octets, false); // answered 500; there is nothing to learn from the cause
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) return false;
        }
        return true;
    }
}
