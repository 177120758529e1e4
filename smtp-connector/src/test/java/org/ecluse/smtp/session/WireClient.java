package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends exact octets and reads replies; nothing else. */
final class WireClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private Socket socket;
    private InputStream in;

    WireClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    WireClient(Socket connected) throws IOException {
        use(connected);
    }

    /** Goes on over another socket, an encrypted one for example. */
    void use(Socket other) throws IOException {
        socket = other;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Socket socket() {
        return socket;
    }

    /** Sends the text as ISO 8859-1, so each character is one octet. */
    WireClient send(String octets) throws IOException {
        return send(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    WireClient send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads one reply, all its lines joined by LF; {@code "<closed>"} when the server has closed. */
    String reply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line();
            if (line == null) return lines.isEmpty() ? "<closed>" : String.join("\n", lines) + "\n<closed>";
            lines.add(line);
            if (line.length() < 4 || line.charAt(3) != '-') return String.join("\n", lines);
        }
    }

    /** Reads one reply and asserts how it starts. */
    WireClient expect(String start) throws IOException {
        assertThat(reply()).startsWith(start);
        return this;
    }

    /** Reads everything up to the end; a reset counts as the end. */
    List<String> repliesToEnd() throws IOException {
        List<String> replies = new ArrayList<>();
        while (true) {
            String reply = reply();
            if (reply.equals("<closed>")) return replies;
            replies.add(reply);
        }
    }

    /** Whether the server says or does something within the time. */
    boolean hasInputWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        in.mark(1);
        try {
            in.read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            in.reset();
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    void expectClosed() throws IOException {
        assertThat(reply()).isEqualTo("<closed>");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                line.write(octet);
                if (octet == '\n') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    assertThat(text).as("a reply line ends with CRLF").endsWith("\r\n");
                    assertThat(text.length())
                            .as("a reply line has at most 512 octets")
                            .isLessThanOrEqualTo(512);
                    return text.substring(0, text.length() - 2);
                }
            }
        } catch (SocketException e) {
            return null;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
