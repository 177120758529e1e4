/** DMARC aggregate reports, written for the owners of domains and read from those who report to our customers (R1.11, RFC 9990). */
package org.ecluse.filter.reports;
