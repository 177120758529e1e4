package org.ecluse.web.security;

import jakarta.security.enterprise.credential.Credential;

/**
 * User name and password with the address they came from, so that guesses can be counted (B10).
 *
 * @param atConsole a person signs in, as opposed to a call of the API
 */
record AddressedCredential(String userName, String password, String clientAddress, boolean atConsole)
        implements Credential {
    @Override
    public String toString() {
        return "AddressedCredential[" + userName + "]";
    }
}
