package org.ecluse.disposition;

/** What becomes of a copy once the one reply for all copies is known. */
public enum CopyFate {
    /** Into the queue, towards the destination server. */
    QUEUE(true),
    QUARANTINE(true),
    THREAT_QUARANTINE(true),
    /** Stored, to be scanned again with back-off; never delivered unscanned (B8). */
    SCAN_PENDING(true),
    /** Gone; only the tombstone stays (B16). */
    DESTROY(false),
    /** Gone without a trace of its own: the recipient does not exist (R1.13). */
    DISCARD(false),
    /** The reply was 5yz: the sender keeps it. */
    REFUSED(false),
    /** The reply was 4yz: the sender tries again. */
    DEFERRED(false);

    private final boolean keepsContent;

    CopyFate(boolean keepsContent) {
        this.keepsContent = keepsContent;
    }

    public boolean keepsContent() {
        return keepsContent;
    }
}
