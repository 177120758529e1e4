/** DNS block and allow lists (RFC 5782): what is asked, which answers count, and when a list is to be believed. */
package org.ecluse.dnslist;
