package org.ecluse.web.console.summary;

/**
 * Something that wants a look.
 *
 * @param grave whether mail is in danger; else it can wait
 * @param page where to look, such as {@code /console/queue}; "" if no page helps
 * @param domain for the page of a domain; null for others, which writes no parameter
 */
public record Notice(boolean grave, String sentence, String page, String domain) {
    static Notice grave(String sentence, String page) {
        return new Notice(true, sentence, page, null);
    }

    static Notice mild(String sentence, String page) {
        return new Notice(false, sentence, page, null);
    }

    static Notice ofDomain(String sentence, String domain) {
        return new Notice(false, sentence, "/console/domain", domain);
    }
}
