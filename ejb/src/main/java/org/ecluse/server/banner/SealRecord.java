package org.ecluse.server.banner;

/**
 * The DNS record that makes a seal of this service believable.
 *
 * @param name of the TXT record
 * @param value whole; a name server wants it in pieces of at most 255 characters
 */
public record SealRecord(String name, String value) {}
