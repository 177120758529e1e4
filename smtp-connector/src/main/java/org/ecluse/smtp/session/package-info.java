/**
 * The SMTP server: accepts connections, speaks the protocol (RFC 5321, 1870, 2034, 2920, 3207, 3461, 6152, 6531) and
 * hands each step to a {@link org.ecluse.smtp.listener.SmtpTransactionListener}. It knows no policy and no database.
 */
package org.ecluse.smtp.session;
