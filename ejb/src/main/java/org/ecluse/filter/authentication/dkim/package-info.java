/** DomainKeys Identified Mail: verifying and signing (R1.11, R4.8, RFC 6376). */
package org.ecluse.filter.authentication.dkim;
