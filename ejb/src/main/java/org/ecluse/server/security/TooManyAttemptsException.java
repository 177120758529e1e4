package org.ecluse.server.security;

import jakarta.ejb.ApplicationException;

/** Signing in is not possible now: too many different wrong passwords, or too many sign-ins at once. */
@ApplicationException(rollback = true)
public class TooManyAttemptsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
