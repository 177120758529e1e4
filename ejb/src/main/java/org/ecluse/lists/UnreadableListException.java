package org.ecluse.lists;

/** A file that is no list, or a longer one than may be. */
public class UnreadableListException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong; each has a sentence in {@code console_*.properties} under {@code error.list.file}. */
    public enum Fault {
        TOO_LARGE,
        TOO_MANY_LINES,
        NO_TABLE
    }

    private final Fault fault;

    public UnreadableListException(Fault fault) {
        super(fault.name());
        this.fault = fault;
    }

    public UnreadableListException(Fault fault, Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
