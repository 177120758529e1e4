/** The delivery queue: due copies are claimed, sent to the next hop, and the result is recorded. */
package org.ecluse.server.queue;
