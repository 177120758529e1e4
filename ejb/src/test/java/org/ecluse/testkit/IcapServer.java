package org.ecluse.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small ICAP server that keeps to RFC 3507 – OPTIONS, RESPMOD, previews, 204, encapsulation – on a free loopback port; what it finds is
 * what a test says. Or one that keeps to nothing.
 */
public final class IcapServer implements AutoCloseable {
    /** What is done with a connection after the header of its RESPMOD was read. */
    public interface Behaviour {
        void serve(Wire wire) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile byte[] received = {};
    private volatile int preview = 1024;
    private volatile String tag = "\"T-1\"";
    private volatile boolean allows204 = true;
    private volatile String needle = "";
    private volatile String foundFields = "";
    private volatile String options = "";
    private volatile Behaviour respmod = this::serveByTheBook;

    private IcapServer(ServerSocket listener) {
        this.listener = listener;
        threads.execute(this::accept);
    }

    public static IcapServer start() throws IOException {
        return new IcapServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    }

    /** Content with {@code words} is answered with these header lines, each with its CRLF, and a page that says so. */
    public IcapServer finding(String words, String fields) {
        needle = words;
        foundFields = fields;
        return this;
    }

    /** @param octets -1: no preview is wanted */
    public IcapServer preview(int octets) {
        preview = octets;
        return this;
    }

    public IcapServer tag(String value) {
        tag = '"' + value + '"';
        return this;
    }

    /** Sends clean content back as it came. */
    public IcapServer without204() {
        allows204 = false;
        return this;
    }

    /** The whole answer to OPTIONS. */
    public IcapServer options(String answer) {
        options = answer;
        return this;
    }

    public IcapServer respmod(Behaviour behaviour) {
        respmod = behaviour;
        return this;
    }

    /** As the setting has it, without the service. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Header of each request so far, with its lines. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Body of the last message that was read to its end. */
    public byte[] received() {
        return received.clone();
    }

    /** One connection as the server sees it. */
    public final class Wire {
        private final InputStream in;
        private final OutputStream out;
        private final String head;

        private Wire(Socket connection) throws IOException {
            in = new BufferedInputStream(connection.getInputStream());
            out = connection.getOutputStream();
            head = lines();
        }

        /** Lines up to the empty one. */
        private String lines() throws IOException {
            StringBuilder lines = new StringBuilder();
            for (String line = line(); !line.isEmpty(); line = line()) {
                lines.append(line).append('\n');
            }
            return lines.toString();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("client closed");
                }
                line.append((char) c);
            }
            return line.substring(0, line.length() - 1);
        }

        /** Reads chunks up to the empty one; true if that says that the preview was all. */
        private boolean chunks(ByteArrayOutputStream body) throws IOException {
            while (true) {
                String size = line();
                int length = Integer.parseInt(size.split(";")[0].strip(), 16);
                body.writeBytes(in.readNBytes(length));
                line();
                if (length == 0) {
                    return size.contains("ieof");
                }
            }
        }

        /** The body as the client sends it, after the preview as well. */
        public byte[] body() throws IOException {
            lines(); // the encapsulated HTTP request …
            lines(); // … and the header of its answer
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            boolean all = chunks(body);
            if (head.contains("\nPreview: ") && !all) {
                say("ICAP/1.0 100 Continue\r\n\r\n");
                chunks(body);
            }
            return body.toByteArray();
        }

        public void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        public void say(byte[] octets) throws IOException {
            out.write(octets);
            out.flush();
        }

        /** Returns when the test is over. */
        public void hang() throws InterruptedException {
            closed.await(1, TimeUnit.MINUTES);
        }
    }

    /** Takes the whole message, then says {@code answer}. */
    public static Behaviour answering(String answer) {
        return wire -> {
            wire.body();
            wire.say(answer);
        };
    }

    private void serveByTheBook(Wire wire) throws IOException {
        byte[] body = wire.body();
        received = body;
        boolean found = !needle.isEmpty() && new String(body, StandardCharsets.ISO_8859_1).contains(needle);
        if (!found && allows204 && wire.head.contains("Allow: 204\n")) {
            wire.say("ICAP/1.0 204 No modifications needed\r\nISTag: " + tag + "\r\n\r\n");
            return;
        }
        String page =
                found ? "HTTP/1.1 403 Forbidden\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Type: message/rfc822\r\n\r\n";
        wire.say("ICAP/1.0 200 OK\r\nISTag: " + tag + "\r\n" + (found ? foundFields : "")
                + "Encapsulated: res-hdr=0, res-body=" + page.length() + "\r\n\r\n" + page);
        byte[] shown = found ? "refused".getBytes(StandardCharsets.US_ASCII) : body;
        // In two chunks, the first with an extension, as a server may.
        int half = shown.length / 2;
        if (half > 0) {
            wire.say(Integer.toHexString(half) + "; part=1\r\n");
            wire.say(Arrays.copyOf(shown, half));
            wire.say("\r\n");
        }
        wire.say(Integer.toHexString(shown.length - half) + "\r\n");
        wire.say(Arrays.copyOfRange(shown, half, shown.length));
        wire.say("\r\n0\r\n\r\n");
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Wire wire = new Wire(connection);
            requests.add(wire.head);
            if (wire.head.startsWith("OPTIONS ")) {
                wire.say(options.isEmpty() ? ownOptions() : options);
            } else {
                respmod.serve(wire);
            }
        } catch (IOException e) {
            requests.add("broken off: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String ownOptions() {
        return "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nService: Test Antivirus 1.0\r\nISTag: " + tag
                + (preview < 0 ? "" : "\r\nPreview: " + preview)
                + "\r\nAllow: 204\r\nOptions-TTL: 3600\r\nMax-Connections: 100\r\nEncapsulated: null-body=0\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        threads.shutdownNow();
    }
}
