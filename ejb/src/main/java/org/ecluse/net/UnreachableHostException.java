package org.ecluse.net;

import java.io.IOException;

/** There is no address to connect to, or none that may be connected to. */
public final class UnreachableHostException extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean denied;

    private UnreachableHostException(String message, boolean denied) {
        super(message);
        this.denied = denied;
    }

    static UnreachableHostException denied(String where) {
        return new UnreachableHostException(where + " is not public and not in ecluse.delivery.allowed-networks", true);
    }

    static UnreachableHostException noAnswer(String host) {
        return new UnreachableHostException("no answer from the DNS for " + host, false);
    }

    static UnreachableHostException noAddress(String host) {
        return new UnreachableHostException(host + " has no address in the DNS", false);
    }

    /** Whether the address is known and forbidden. */
    public boolean isDenied() {
        return denied;
    }
}
