package org.ecluse.web.security;

import jakarta.servlet.ServletRequest;

/** Whether a request comes from this machine. */
final class Loopback {
    private Loopback() {}

    static boolean isClientOf(ServletRequest request) {
        String address = request.getRemoteAddr();
        return address != null
                && (address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1"));
    }
}
