package org.ecluse.server.greylist;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;

/** The names under which a sender may be expected. */
final class ExpectedNames {
    private static final int MOST = 8;

    private ExpectedNames() {}

    /** The address, its domain, and the domains above that have two labels or more; of a bounce, HELO in its place. */
    static List<String> of(ReversePath from, String helo) {
        List<String> names = new ArrayList<>();
        from.address().map(EmailAddress::key).ifPresent(names::add);
        String domain = GreyKey.domain(from, helo);
        names.add(domain);
        int dot = domain.indexOf('.');
        while (dot >= 0 && domain.indexOf('.', dot + 1) >= 0 && names.size() < MOST) {
            names.add(domain.substring(dot + 1));
            dot = domain.indexOf('.', dot + 1);
        }
        return names;
    }
}
