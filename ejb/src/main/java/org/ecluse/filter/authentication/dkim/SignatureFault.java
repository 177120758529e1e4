package org.ecluse.filter.authentication.dkim;

import org.ecluse.filter.DkimVerdict.Result;

/** Ends the examination of one signature: what it is worth and why. Bad mail, not a fault of ours; it never leaves the verifiers. */
public final class SignatureFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Result result;

    /** @param reason for administrators */
    public SignatureFault(Result result, String reason) {
        super(reason, null, false, false);
        this.result = result;
    }

    /** Nothing will make this signature right (PERMFAIL of RFC 6376 section 3.9). */
    public static SignatureFault permanent(String reason) {
        return new SignatureFault(Result.PERMERROR, reason);
    }

    public Result result() {
        return result;
    }

    public String reason() {
        return getMessage();
    }
}
