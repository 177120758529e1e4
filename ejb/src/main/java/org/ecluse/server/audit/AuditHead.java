package org.ecluse.server.audit;

/**
 * Where the chain ends: noted elsewhere, it shows later that nothing before it was changed.
 *
 * @param length number of the last entry
 * @param hash of that entry, hex SHA-256; "" if there is none
 */
public record AuditHead(long length, String hash) {}
