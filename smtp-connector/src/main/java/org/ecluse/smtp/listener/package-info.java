/** What the SMTP connector hands to a message-driven bean: one session's events, in order, on one thread. */
package org.ecluse.smtp.listener;
