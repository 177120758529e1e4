package org.ecluse.filter.reports;

/** Why a mail to a report address could not be read as a report. */
public enum ReportFault {
    /** It has the subject of a report, but no part that could be one. */
    NO_REPORT,
    /** More bytes than a report may have, packed or unpacked, or packed too tightly. */
    TOO_LARGE,
    /** The archive is broken or holds no report. */
    NOT_UNPACKED,
    /** The XML or JSON is broken, or holds what a report must not hold. */
    MALFORMED,
    /** Domain, time or sender of the report is missing. */
    INCOMPLETE,
    TOO_MANY_ROWS,
    /** It tells of a domain that is not this customer's. */
    FOREIGN_DOMAIN,
    /** Its time is no time a report can be about. */
    BAD_TIME
}
