package org.ecluse.e2e;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A sender that says exactly what it is told and returns exactly what it hears. */
public final class SmtpClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    public SmtpClient(int port) throws IOException {
        this("127.0.0.1", port);
    }

    /** @param from an address of this machine that the server sees as the client's */
    public SmtpClient(String from, int port) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** A client that has heard the greeting and said EHLO. */
    public static SmtpClient greeted(int port) throws IOException {
        SmtpClient client = new SmtpClient(port);
        client.expect("220", client.reply());
        client.expect("250", client.say("EHLO client.example.org"));
        return client;
    }

    /** As {@link #greeted}, from another address of this machine. */
    public static SmtpClient greetedFrom(String address, int port) throws IOException {
        SmtpClient client = new SmtpClient(address, port);
        client.expect("220", client.reply());
        client.expect("250", client.say("EHLO client.example.org"));
        return client;
    }

    /** Sends one message and returns the reply to its end, or the first reply that was not positive. */
    public String send(String from, String to, byte[] content) throws IOException {
        return send(from, List.of(to), content);
    }

    /** As {@link #send(String, String, byte[])}, to several recipients. */
    public String send(String from, List<String> to, byte[] content) throws IOException {
        String reply = say("MAIL FROM:<" + from + ">");
        for (String each : to) {
            if (reply.startsWith("2")) {
                reply = say("RCPT TO:<" + each + ">");
            }
        }
        return reply.startsWith("2") ? content(content) : reply;
    }

    /** DATA and the content; the reply to its end, or to DATA if that was not positive. */
    String content(byte[] content) throws IOException {
        String reply = say("DATA");
        if (!reply.startsWith("3")) {
            return reply;
        }
        out.write(dotStuffed(content));
        return say(".");
    }

    public String say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reply();
    }

    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The last line of a reply. */
    public String reply() throws IOException {
        while (true) {
            String line = line();
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("connection closed after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void expect(String code, String reply) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException("expected " + code + ", heard " + reply);
        }
    }

    /** Lines end in CRLF and dots are doubled (RFC 5321 section 4.5.2). */
    static byte[] dotStuffed(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("\n", "\r\n");
        String ended = text.endsWith("\r\n") ? text : text + "\r\n";
        String stuffed = ended.replace("\r\n.", "\r\n..");
        return (stuffed.startsWith(".") ? "." + stuffed : stuffed).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
