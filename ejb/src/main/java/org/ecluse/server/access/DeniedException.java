package org.ecluse.server.access;

import jakarta.ejb.ApplicationException;

/** The viewer sees the thing, but may not do this with it. */
@ApplicationException(rollback = true)
public class DeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
