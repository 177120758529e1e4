/** Sender Policy Framework (RFC 7208). */
package org.ecluse.filter.authentication.spf;
