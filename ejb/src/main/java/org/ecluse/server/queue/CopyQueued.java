package org.ecluse.server.queue;

/** A copy's queue entry was written; seen after the commit, it starts the delivery at once. */
record CopyQueued(long entryId, String nextHop) {}
