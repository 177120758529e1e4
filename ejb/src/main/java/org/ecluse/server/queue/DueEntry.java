package org.ecluse.server.queue;

/** An entry that waits to be attempted. */
record DueEntry(long id, String nextHop) {}
