package org.ecluse.banner;

/**
 * A stretch of a message and what stands there instead.
 *
 * @param start offset of its first octet
 * @param length octets that are left out
 */
record Patch(long start, int length, byte[] octets) {}
