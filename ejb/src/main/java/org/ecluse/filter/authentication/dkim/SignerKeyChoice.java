package org.ecluse.filter.authentication.dkim;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.DkimVerdict.Result;
import org.ecluse.filter.authentication.keys.KeyRecord;
import org.ecluse.filter.authentication.keys.SignerKeys;

/** The keys among a signer's records that may have made a signature (RFC 6376 section 6.1.2). */
public final class SignerKeyChoice {
    private SignerKeyChoice() {}

    /**
     * @param identityIsDomain the domain of {@code i=} is {@code d=}, as keys with {@code t=s} demand
     * @throws SignatureFault if there is none: TEMPERROR while the DNS gives no answer, otherwise PERMERROR with the fault of
     *     the first record
     */
    public static List<KeyRecord> usable(SignerTags signer, boolean identityIsDomain, SignerKeys keys)
            throws SignatureFault {
        SignerKeys.Answer answer = keys.of(signer.keyName());
        if (answer.temporary()) {
            throw new SignatureFault(Result.TEMPERROR, "no answer from the DNS for the key");
        }
        List<KeyRecord> usable = new ArrayList<>();
        String fault = "no key record";
        for (KeyRecord record : answer.records()) {
            String objection = objection(record, signer, identityIsDomain);
            if (objection.isEmpty()) {
                usable.add(record);
            } else if (record == answer.records().get(0)) {
                fault = objection;
            }
        }
        if (usable.isEmpty()) {
            throw SignatureFault.permanent(fault);
        }
        return usable;
    }

    private static String objection(KeyRecord record, SignerTags signer, boolean identityIsDomain) {
        if (record.key().isEmpty()) {
            return record.fault();
        }
        if (!record.key().get().algorithm().equals(signer.algorithm())) {
            return "key is not for " + signer.algorithm();
        }
        return record.exactDomain() && !identityIsDomain ? "i= is below d= and the key says t=s" : "";
    }
}
