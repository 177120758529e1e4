package org.ecluse.server.banner;

/**
 * What the page behind a banner tells of its message: no more than whoever has the message knows.
 *
 * @param subject as the sender wrote it; hostile
 * @param reported it counts as spam now
 */
public record ReportedCopy(String subject, boolean reported) {}
