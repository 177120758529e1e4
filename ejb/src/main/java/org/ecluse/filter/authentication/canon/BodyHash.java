package org.ecluse.filter.authentication.canon;

/**
 * What a body came to.
 *
 * @param sha256 of the canonical octets within the scope
 * @param canonicalBytes length of the whole canonical body
 */
public record BodyHash(byte[] sha256, long canonicalBytes) {}
