package org.ecluse.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/** One free port of 127.0.0.1 for UDP and TCP: what is free for the one may be taken for the other, then another port is tried. */
public record PortOfBoth(DatagramSocket datagrams, ServerSocket streams) {
    private static final int TRIES = 50;
    private static final int BACKLOG = 50;

    /** @throws BindException no such port was found in {@value #TRIES} tries */
    public static PortOfBoth open() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        BindException taken = new BindException("not tried");
        for (int i = 0; i < TRIES; i++) {
            DatagramSocket datagrams = new DatagramSocket(0, loopback);
            try {
                return new PortOfBoth(datagrams, new ServerSocket(datagrams.getLocalPort(), BACKLOG, loopback));
            } catch (BindException e) {
                datagrams.close();
                taken = e;
            }
        }
        throw taken;
    }
}
