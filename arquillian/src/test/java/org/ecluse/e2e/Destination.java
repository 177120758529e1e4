package org.ecluse.e2e;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;

/** A customer's mail server that takes everything and remembers it. */
public final class Destination implements AutoCloseable {
    private final GreenMail server;

    public Destination(int port) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(30_000);
        server = new GreenMail(setup)
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
    }

    /** Values of the header {@code name} of all mail so far, in order of arrival. */
    public List<String> received(String name) throws MessagingException {
        List<String> values = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            String[] found = message.getHeader(name);
            values.add(found == null ? "" : found[0]);
        }
        return values;
    }

    /** All fields of that name, in one text a mail, as {@link #received}: the destination adds a trace field of its own. */
    public List<String> receivedAll(String name) throws MessagingException {
        List<String> values = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            String[] found = message.getHeader(name);
            values.add(found == null ? "" : String.join("\n", found));
        }
        return values;
    }

    /** Subjects of what came for this recipient, in order of arrival. */
    public List<String> subjects(String recipient) throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : server.findReceivedMessages(
                        user -> user.getEmail().equalsIgnoreCase(recipient), message -> true)
                .toList()) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    public MimeMessage[] messages() {
        return server.getReceivedMessages();
    }

    @Override
    public void close() {
        server.stop();
    }
}
