package org.ecluse.web.api;

/** A policy document that cannot be published; the message says which value is wrong. */
public class PolicyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PolicyRefusedException(String message) {
        super(message);
    }
}
