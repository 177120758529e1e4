package org.ecluse.server.queue;

import org.ecluse.queue.smtp.RecipientResult;

/**
 * A copy with what an attempt brought.
 *
 * @param tellSender false where nothing was attempted that the sender could be told of (content missing)
 */
record CopyResult(ClaimedCopy copy, RecipientResult result, boolean tellSender) {}
