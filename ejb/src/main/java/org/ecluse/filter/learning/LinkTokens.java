package org.ecluse.filter.learning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;

/** Where links lead: host, top-level domain, and the shape of the path. */
final class LinkTokens {
    private static final int MOST_LINKS = 60;
    private static final int MOST_PATH = 120;
    private static final int SOUND = 3;
    private static final int MOST_SOUNDS = 24;

    private LinkTokens() {}

    /** @param author the sender's domain, "" if there is none */
    static void add(List<Link> links, String author, TokenBag bag) {
        Set<String> hosts = new HashSet<>();
        int own = 0;
        for (Link link : links.subList(0, Math.min(links.size(), MOST_LINKS))) {
            if (link.isWeb()) {
                if (hosts.add(link.host())) {
                    host(link.host(), bag);
                    own += !author.isEmpty() && RegistrableDomain.aligned(link.host(), author) ? 1 : 0;
                }
                path(link.path(), bag);
            } else {
                int colon = link.target().indexOf(':');
                bag.build(TokenHash.of('u', link.target(), 0, Math.max(0, Math.min(colon, 12))));
            }
        }
        if (!hosts.isEmpty()) {
            bag.build(TokenHash.of('U', own == 0 ? "none own" : own == hosts.size() ? "all own" : "some own"));
            bag.build(TokenHash.of('U', "own" + own * 4 / hosts.size() + " of " + Scale.of(hosts.size())));
        }
        bag.build(TokenHash.of('U', "links" + Scale.of(links.size())));
        bag.build(TokenHash.of('U', "hosts" + Scale.of(hosts.size())));
    }

    private static void host(String host, TokenBag bag) {
        String registered = RegistrableDomain.of(host);
        int start = bag.text().append(' ').append(registered).length() - registered.length();
        bag.add(TokenGroup.BUILD, TokenHash.of('h', registered), start, start + registered.length());
        bag.build(TokenHash.of('t', host, host.lastIndexOf('.') + 1, host.length()));
        int labels = (int) host.chars().filter(c -> c == '.').count();
        bag.build(TokenHash.of('U', "labels" + Math.min(labels, 5)));
        bag.build(TokenHash.of('U', "label" + Scale.of(registered.indexOf('.'))));
        sound(registered, bag);
    }

    /** Letters beside each other in the name: names made by a machine do not sound like any language. */
    private static void sound(String registered, TokenBag bag) {
        String name = '^' + registered.substring(0, Math.max(0, registered.indexOf('.'))) + '$';
        for (int i = 0; i + SOUND <= name.length() && i < MOST_SOUNDS; i++) {
            bag.build(TokenHash.of('3', name, i, i + SOUND));
        }
    }

    /** Words of the path as words; ids only by their length. */
    private static void path(String path, TokenBag bag) {
        int end = Math.min(path.length(), MOST_PATH);
        int start = 0;
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i <= end; i++) {
            boolean part = i < end && Character.isLetterOrDigit(path.charAt(i));
            if (!part) {
                if (i > start) {
                    word(path, start, i, bag);
                    shape.append('x');
                }
                if (i < end && shape.length() < 24) {
                    shape.append(path.charAt(i));
                }
                start = i + 1;
            }
        }
        bag.build(TokenHash.of('p', shape));
        bag.build(TokenHash.of('U', "path" + Scale.of(path.length())));
    }

    private static void word(String path, int start, int end, TokenBag bag) {
        boolean digits = false;
        for (int i = start; i < end; i++) {
            digits |= Character.isDigit(path.charAt(i));
        }
        if (digits || end - start > 20) {
            bag.build(TokenHash.of('p', "id" + Scale.of(end - start)));
        } else {
            bag.build(TokenHash.of('q', path, start, end));
        }
    }
}
