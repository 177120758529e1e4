package org.ecluse.server.access;

import jakarta.ejb.ApplicationException;

/** The thing does not exist, or not for this viewer: the two are not told apart. */
@ApplicationException(rollback = true)
public class NotThereException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
