package org.ecluse.reading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.ecluse.mail.Budget;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/**
 * A link, taken apart by hand as browsers do: {@code java.net.URI} refuses what they follow.
 *
 * @param target as written, bounded
 * @param text what is shown for it, "" for links in plain text
 * @param host lower case, without user and port; "" if there is none
 * @param userPart what stands before an {@code @} in the authority
 * @param port digits after the colon, "" if none
 * @param path with query, "" if none
 */
public record Link(String target, String text, String host, String userPart, String port, String path) {
    private static final int LONGEST = 4000;
    private static final int MOST_IN_TEXT = 300;
    private static final LinkExtractor EXTRACTOR = LinkExtractor.builder()
            .linkTypes(EnumSet.of(LinkType.URL, LinkType.WWW))
            .build();

    public static Link of(String written, String text) {
        String target = written.length() > LONGEST ? written.substring(0, LONGEST) : written;
        String flat = target.replace('\\', '/');
        int scheme = flat.indexOf("://");
        boolean web =
                scheme > 0 && flat.substring(0, scheme).toLowerCase(Locale.ROOT).startsWith("http");
        int start = web ? scheme + 3 : flat.startsWith("//") ? 2 : flat.regionMatches(true, 0, "www.", 0, 4) ? 0 : -1;
        if (start < 0) {
            return new Link(target, text, "", "", "", "");
        }
        int end = start;
        while (end < flat.length() && "/?#".indexOf(flat.charAt(end)) < 0) {
            end++;
        }
        String authority = flat.substring(start, end);
        int at = authority.lastIndexOf('@');
        String hostPort = authority.substring(at + 1);
        int colon = hostPort.startsWith("[") ? hostPort.indexOf("]:") + 1 : hostPort.indexOf(':');
        String host = colon > 0 ? hostPort.substring(0, colon) : hostPort;
        return new Link(
                target,
                text,
                trimmedHost(host),
                at < 0 ? "" : authority.substring(0, at),
                colon > 0 ? hostPort.substring(colon + 1) : "",
                flat.substring(end));
    }

    /** Links that mail programs make of plain text. */
    public static List<Link> inText(String text, Budget budget) {
        List<Link> links = new ArrayList<>();
        if (!text.contains("://") && !text.contains("www.")) {
            return links;
        }
        for (LinkSpan span : EXTRACTOR.extractLinks(text)) {
            budget.check();
            links.add(of(text.substring(span.getBeginIndex(), span.getEndIndex()), ""));
            if (links.size() >= MOST_IN_TEXT) {
                break;
            }
        }
        return links;
    }

    /** True for addresses of the web with a host. */
    public boolean isWeb() {
        return !host.isEmpty();
    }

    private static String trimmedHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT).strip();
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
