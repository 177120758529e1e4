/** The DNS lists of the service: configured, watched, and asked about senders. */
package org.ecluse.server.dnslist;
