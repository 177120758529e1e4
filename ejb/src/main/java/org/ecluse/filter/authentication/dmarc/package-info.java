/** DMARC by the DNS tree walk (RFC 9989). */
package org.ecluse.filter.authentication.dmarc;
