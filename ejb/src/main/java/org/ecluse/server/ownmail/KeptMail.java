package org.ecluse.server.ownmail;

import org.ecluse.mail.MessageId;
import org.ecluse.store.StoredEnvelope;

/** A mail of the service whose content is kept and that no row knows yet; From and subject as the mail has them, "" if unknown. */
public record KeptMail(MessageId id, StoredEnvelope envelope, String from, String subject, long sizeBytes) {}
