/** Authenticated Received Chain: verifying and sealing (RFC 8617). */
package org.ecluse.filter.authentication.arc;
