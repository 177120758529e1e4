/** Mail that the service itself sends to its customers' addresses: composed, kept, queued like any other. */
package org.ecluse.server.ownmail;
