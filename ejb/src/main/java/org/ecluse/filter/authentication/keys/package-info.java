/** Public keys of signers in the DNS, and own signing keys (RFC 6376 section 3.6, RFC 8301, RFC 8463). */
package org.ecluse.filter.authentication.keys;
