package org.ecluse.server.account;

import org.ecluse.mail.EmailAddress;

/**
 * Whose lists are meant: an address whose identity was proved by a session or a signed link.
 *
 * @param customerId of the address now
 */
public record ListOwner(long customerId, EmailAddress address) {
    public static ListOwner of(Reader reader) {
        return new ListOwner(reader.customerId(), reader.address());
    }

    /** Address key. */
    public String key() {
        return address.key();
    }
}
