package org.ecluse.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server on a free loopback port that does with each connection what a test says, well or badly. */
public final class ScriptedServer implements AutoCloseable {
    /** What is done with a connection. */
    public interface Script {
        void serve(Wire wire) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        threads.execute(this::accept);
    }

    public static ScriptedServer start(Script script) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    }

    /** Reads a request with its body, says {@code answer} and closes. */
    public static Script answering(String answer) {
        return wire -> {
            wire.request();
            wire.say(answer);
        };
    }

    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Lines of each request's header so far. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** Body of each request so far, as text. */
    public List<String> bodies() {
        return bodies.stream()
                .map(body -> new String(body, StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** One connection as the server sees it. */
    public final class Wire {
        private final InputStream in;
        private final OutputStream out;

        private Wire(Socket connection) throws IOException {
            in = new BufferedInputStream(connection.getInputStream());
            out = connection.getOutputStream();
        }

        /** Reads header lines up to the empty one, and as many octets as a Content-length among them says. */
        public void request() throws IOException {
            StringBuilder head = new StringBuilder();
            int length = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                head.append(line).append('\n');
                if (line.regionMatches(true, 0, "Content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            heads.add(head.toString());
            bodies.add(in.readNBytes(length));
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("client closed");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }

        public void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Returns when the test is over. */
        public void hang() throws InterruptedException {
            closed.await(1, TimeUnit.MINUTES);
        }
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
            script.serve(new Wire(connection));
        } catch (IOException e) {
            heads.add("broken off: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        threads.shutdownNow();
    }
}
