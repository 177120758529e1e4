/** Our own thin SMTP client: per-recipient results, bounded replies, streaming, reused connections (RFC 5321, LMTP ready). */
package org.ecluse.queue.smtp;
