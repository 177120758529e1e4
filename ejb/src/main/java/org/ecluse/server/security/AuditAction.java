package org.ecluse.server.security;

/** What the audit trail tells apart (B14). */
public enum AuditAction {
    SIGNED_IN,
    PASSWORD_CHANGED,
    ACCOUNT_CREATED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    CUSTOMER_CREATED,
    CUSTOMER_CHANGED,
    DOMAIN_CREATED,
    DOMAIN_CHANGED,
    DOMAIN_DELETED,
    DESTINATIONS_CHANGED,
    ADDRESSES_CHANGED,
    POLICY_PUBLISHED,
    LIST_CHANGED,
    MESSAGE_VIEWED
}
