package org.ecluse.smtp.session;

import java.util.Set;

/** Knows an HTTP request when it sees one: a browser made to post to this port must not get far. */
final class CrossProtocol {

    private static final Set<String> METHODS =
            Set.of("GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "PRI");

    private CrossProtocol() {}

    static boolean isHttp(CommandLine line) {
        return METHODS.contains(line.verb()) || line.verb().equals("HOST:");
    }
}
