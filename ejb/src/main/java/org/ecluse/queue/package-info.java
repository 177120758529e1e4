/** Sending a copy on: where to, when again, with which trace, and what the sender is told in the end. */
package org.ecluse.queue;
