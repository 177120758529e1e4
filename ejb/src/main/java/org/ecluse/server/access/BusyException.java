package org.ecluse.server.access;

import jakarta.ejb.ApplicationException;

/** As many are asking for the same costly thing as may at once: to be asked again in a moment. */
@ApplicationException(rollback = true)
public class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
