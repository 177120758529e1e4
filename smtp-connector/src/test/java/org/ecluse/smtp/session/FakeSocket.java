package org.ecluse.smtp.session;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** A client without a network: sends given packets, each only when all before it were read, and keeps what it hears. */
final class FakeSocket extends Socket {

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Packets packets;
    private boolean inputShut;
    private boolean closed;

    /** @param sent after the last one the client has closed its side */
    FakeSocket(List<byte[]> sent) {
        packets = new Packets(sent);
    }

    byte[] heard() {
        return heard.toByteArray();
    }

    @Override
    public InputStream getInputStream() {
        return packets;
    }

    @Override
    public OutputStream getOutputStream() {
        return heard;
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // There is no network that could delay.
    }

    @Override
    public void setSoTimeout(int millis) {
        // Nothing here ever waits.
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void shutdownInput() {
        inputShut = true;
    }

    @Override
    public boolean isInputShutdown() {
        return inputShut;
    }

    @Override
    public void shutdownOutput() {
        // The client hears nothing more anyway.
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class Packets extends InputStream {
        private final List<byte[]> packets;
        private int packet;
        private int at;

        Packets(List<byte[]> packets) {
            this.packets = packets;
        }

        @Override
        public int available() {
            return packet < packets.size() && at > 0 ? packets.get(packet).length - at : 0;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (packet == packets.size()) return -1;
            byte[] current = packets.get(packet);
            int count = Math.min(length, current.length - at);
            System.arraycopy(current, at, into, offset, count);
            at += count;
            if (at == current.length) {
                packet++;
                at = 0;
            }
            return count;
        }
    }
}
