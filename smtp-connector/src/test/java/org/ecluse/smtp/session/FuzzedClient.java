package org.ecluse.smtp.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes sessions that are right, nearly right, or nothing of the kind; the same seed makes the same session. */
final class FuzzedClient {

    private static final List<String> COMMANDS = List.of(
            "EHLO c.example",
            "HELO c.example",
            "EHLO [IPv6:::1]",
            "EHLO",
            "MAIL FROM:<a@b.example>",
            "MAIL FROM:<> SIZE=10 BODY=8BITMIME RET=HDRS ENVID=a+2Bb",
            "MAIL FROM:<a@b.example> SIZE=99999999999999999999",
            "MAIL FROM:<\u00e9l\u00e8ve@\u00e9cole.example> SMTPUTF8",
            "MAIL FROM: <\"a b\\\"c\"@b.example> FOO=BAR",
            "RCPT TO:<c@d.example>",
            "RCPT TO:<c@d.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;c@d.example",
            "RCPT TO:<@r.example:c@d.example>",
            "RCPT TO:<Postmaster>",
            "RCPT TO:<refused@d.example>",
            "DATA",
            "BDAT 10 LAST",
            "RSET",
            "NOOP x",
            "VRFY c",
            "HELP",
            "STARTTLS",
            "AUTH PLAIN AGEAYg==",
            "XCLIENT ADDR=192.0.2.7 NAME=[UNAVAILABLE] HELO=x.example",
            "GET / HTTP/1.1",
            "QUIT");
    private static final List<String> ENDS = List.of(
            "\r\n.\r\n", "\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r\n.\r", "\r\n.\r\r\n", "\r\n\0.\r\n", "\r\n..\r\n");
    private static final List<String> TEXTS = List.of(
            "Subject: x\r\n",
            "\r\n",
            "body\r\n",
            ".\r\n",
            ".a\r\n",
            "..\r\n",
            "\u0085",
            "\r",
            "\n",
            "\0",
            "x".repeat(2000));

    private final Random random;

    FuzzedClient(long seed) {
        random = new Random(seed);
    }

    /** What is sent, in packets. */
    List<byte[]> session() {
        byte[] octets = random.nextInt(20) == 0 ? noise(random.nextInt(3000)) : dialog();
        for (int i = random.nextInt(4); i > 0 && random.nextBoolean(); i--) octets = mutated(octets);
        return packets(octets);
    }

    private byte[] dialog() {
        ByteArrayOutputStream dialog = new ByteArrayOutputStream();
        int mails = random.nextInt(4);
        add(dialog, pick(COMMANDS.subList(0, 3)) + "\r\n");
        for (int i = 0; i < mails; i++) {
            for (int j = random.nextInt(3); j > 0; j--) add(dialog, pick(COMMANDS) + "\r\n");
            if (random.nextInt(4) > 0) {
                add(dialog, "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
                for (int j = random.nextInt(8); j > 0; j--) add(dialog, pick(TEXTS));
                add(dialog, random.nextInt(3) > 0 ? ENDS.get(0) : pick(ENDS));
            }
        }
        for (int i = random.nextInt(15); i > 0; i--) add(dialog, pick(COMMANDS) + "\r\n");
        if (random.nextInt(3) > 0) add(dialog, "QUIT\r\n");
        return dialog.toByteArray();
    }

    private byte[] mutated(byte[] octets) {
        if (octets.length == 0) return noise(1 + random.nextInt(20));
        int at = random.nextInt(octets.length);
        int length = Math.min(octets.length - at, 1 + random.nextInt(30));
        byte[] changed = octets.clone();
        return switch (random.nextInt(5)) {
            case 0 -> {
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> join(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets, at + length, octets.length));
            case 2 ->
                join(
                        Arrays.copyOf(octets, at + length),
                        Arrays.copyOfRange(octets, at, octets.length)); // a piece comes twice
            case 3 ->
                join(join(Arrays.copyOf(octets, at), noise(length)), Arrays.copyOfRange(octets, at, octets.length));
            default -> Arrays.copyOf(octets, at); // the client goes in the middle
        };
    }

    private List<byte[]> packets(byte[] octets) {
        int largest = 1 << random.nextInt(13);
        List<byte[]> packets = new ArrayList<>();
        for (int at = 0; at < octets.length; ) {
            int length = Math.min(octets.length - at, 1 + random.nextInt(largest));
            packets.add(Arrays.copyOfRange(octets, at, at + length));
            at += length;
        }
        return packets;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static void add(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
