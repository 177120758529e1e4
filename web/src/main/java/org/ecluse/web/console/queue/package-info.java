/** The delivery queue. */
package org.ecluse.web.console.queue;
