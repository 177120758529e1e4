package org.ecluse.web.security;

import java.io.Serializable;

/**
 * What a session remembers of its account. The account itself is read again with each request, so that a changed password or a
 * closed account ends every session at once.
 */
record SignedIn(String userName, String stamp) implements Serializable {
    static final String ATTRIBUTE = "org.ecluse.signed-in";
}
