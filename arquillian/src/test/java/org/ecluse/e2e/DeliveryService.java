package org.ecluse.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One running server for the tests of delivery and of recipients: impatient, with a name server of its own, and with a customer
 * whose domains are those of the senders, so that notifications to them have somewhere to go.
 */
final class DeliveryService implements AutoCloseable {
    private static DeliveryService running;

    final ServerProcess server;
    final ApiCalls api;
    /** The senders' mail server. */
    final SmtpPeer senders = new SmtpPeer();

    final long customer;
    private final NameServerPeer dns = new NameServerPeer(
            new FakeDns().txt("sender.example", "v=spf1 ip4:127.0.0.1 -all").txt("forged.example", "v=spf1 -all"));

    private DeliveryService() throws Exception {
        server = new ServerProcess("delivery", "standalone.xml")
                .set("ecluse.dns.servers", dns.address())
                .set("ecluse.delivery.connect-timeout", "2s")
                .set("ecluse.delivery.reply-timeout", "2s")
                .set("ecluse.delivery.data-start-timeout", "2s")
                .set("ecluse.delivery.data-block-timeout", "2s")
                .set("ecluse.delivery.data-end-timeout", "2s")
                .set("ecluse.delivery.delay-notice-after", "3s")
                .set("ecluse.delivery.give-up-after", "40s")
                .start();
        api = new ApiCalls(server);
        long outside = api.customer("Senders");
        api.domain(outside, "sender.example", senders.port());
        api.domain(outside, "forged.example", senders.port());
        customer = api.customer("Receivers");
    }

    /** Started with the first test that needs it, ended after the last test of all. */
    static synchronized DeliveryService of(ExtensionContext context) throws Exception {
        if (running == null) {
            running = new DeliveryService();
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put(DeliveryService.class, running);
        }
        return running;
    }

    SmtpClient client() throws IOException {
        return SmtpClient.greeted(server.port("smtp"));
    }

    /** The reply to a small clean mail. */
    String send(String from, String to, String subject) throws IOException {
        try (SmtpClient client = client()) {
            return client.send(from, to, mail(subject));
        }
    }

    /** The reply to a RCPT. */
    String recipient(String to) throws IOException {
        try (SmtpClient client = client()) {
            client.say("MAIL FROM:<ada@sender.example>");
            return client.say("RCPT TO:<" + to + ">");
        }
    }

    /** Notifications that the senders' server got for {@code sender}. */
    List<SmtpPeer.Received> notices(String sender) {
        return senders.received().stream()
                .filter(mail -> mail.recipients().contains(sender))
                .toList();
    }

    static byte[] mail(String subject) {
        return ("From: Ada <ada@sender.example>\r\nTo: you@receiver.example\r\nSubject: " + subject
                        + "\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + System.nanoTime()
                        + "@sender.example>\r\n\r\nThe minutes of Tuesday's meeting are ready.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        senders.close();
        dns.close();
    }
}
