package org.ecluse.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Mails that are told apart by the header {@value #NUMBER}, and a sender that keeps its mail until it is answered. */
final class NumberedMail {
    static final String NUMBER = "X-Test-Number";
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    private NumberedMail() {}

    static byte[] clean(String number) {
        return mail(number, "Dear Alice,\r\n\r\nthe minutes of Tuesday's meeting are ready.\r\n");
    }

    static byte[] withVirus(String number) {
        return mail(number, EICAR);
    }

    private static byte[] mail(String number, String text) {
        return ("From: Sender <sender@example.org>\r\nTo: Alice <alice@demo.ecluse.test>\r\nSubject: mail " + number
                        + "\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + number
                        + ".test@example.org>\r\n" + NUMBER + ": " + number
                        + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The first reply that is not 4yz; while the server is down or starting it is tried again. */
    static String sendUntilAnswered(int port, String to, byte[] mail, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            try (SmtpClient client = SmtpClient.greeted(port)) {
                String reply = client.send("sender@example.org", to, mail);
                if (!reply.startsWith("4")) {
                    return reply;
                }
            } catch (IOException e) {
                waitABit(); // the server is down or starting
            }
        }
        throw new AssertionError("no answer within " + limit);
    }

    private static void waitABit() {
        try {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
