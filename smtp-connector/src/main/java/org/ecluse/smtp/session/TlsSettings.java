package org.ecluse.smtp.session;

/**
 * How a listener encrypts.
 *
 * @param required mail in clear is refused with 530 (RFC 3207 section 4)
 * @param implicit TLS begins with the connection, before the banner (RFC 8314 section 3.3); STARTTLS is not offered then
 */
public record TlsSettings(TlsKeystore keystore, boolean required, boolean implicit) {}
