/** Rows of messages, recipients' copies, findings, timeline and tombstones, and the reading of them. */
package org.ecluse.server.tracking;
