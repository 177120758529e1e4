package org.ecluse.server.queue;

import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;

/**
 * A notification whose content is in the store already; its rows belong into the commit that records the failure.
 *
 * @param entries queue entries it tells about
 */
record Notice(
        MessageId id,
        EmailAddress to,
        String from,
        String subject,
        long sizeBytes,
        String ownHost,
        Set<Long> entries) {}
