package org.ecluse.mail;

import java.util.Optional;

/**
 * A leaf of the MIME tree.
 *
 * @param declaredType media type of the Content-Type field, lower case
 * @param detectedType media type found from the first bytes and the name
 * @param fileName decoded, from Content-Disposition or Content-Type
 * @param attachment true unless it is shown as the message's text
 * @param text decoded characters of a text part, bounded; empty for others
 * @param sizeBytes decoded size
 * @param sha256 hex digest of the decoded content
 */
public record MailPart(
        String declaredType,
        String detectedType,
        Optional<String> fileName,
        boolean attachment,
        Optional<String> text,
        long sizeBytes,
        String sha256) {}
