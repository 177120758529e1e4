/** The audit trail as a chain, and reading it (B14). Written is it by {@code server.security.AuditTrail}. */
package org.ecluse.server.audit;
