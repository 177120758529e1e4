package org.ecluse.filter.reports;

/** A report that cannot be read: a fact about the mail, to be recorded. */
public final class UnreadableReportException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    private final ReportFault fault;

    /** @param detail for administrators; what it quotes of the mail is cut */
    public UnreadableReportException(ReportFault fault, String detail) {
        super(detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail, null, false, false);
        this.fault = fault;
    }

    public ReportFault fault() {
        return fault;
    }
}
