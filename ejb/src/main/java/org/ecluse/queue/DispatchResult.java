package org.ecluse.queue;

import java.util.Collections;
import java.util.List;
import org.ecluse.queue.smtp.RecipientResult;

/**
 * What an attempt brought.
 *
 * @param results one for each recipient, in their order
 * @param hopDown the server could not be spoken to: others that wait for it need not try now
 */
public record DispatchResult(List<RecipientResult> results, boolean hopDown) {
    public DispatchResult {
        results = List.copyOf(results);
    }

    public static DispatchResult allAlike(RecipientResult result, int recipients, boolean hopDown) {
        return new DispatchResult(Collections.nCopies(recipients, result), hopDown);
    }
}
