/** Counts near copies of messages over time, in the caches that all nodes share. */
package org.ecluse.server.campaign;
