/** The log lines of the server, each with its id. */
package org.ecluse.server.messages;
