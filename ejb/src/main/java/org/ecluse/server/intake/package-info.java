/** From an SMTP transaction to a decision: the message-driven bean and its service. */
package org.ecluse.server.intake;
