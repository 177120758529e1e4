package org.ecluse.queue;

import java.util.Optional;
import java.util.function.Predicate;
import org.ecluse.mail.AuthservId;

/**
 * Fields that only we may write: our own, and Authentication-Results that claim to be ours, because who reads them trusts our
 * name (RFC 8601 section 5). Those of others stay.
 */
public final class IncomingFields implements FieldSieve {
    private static final String RESULTS = "Authentication-Results";

    private final Predicate<String> reserved;
    private final Predicate<String> ownNames;

    /**
     * @param reserved names of fields
     * @param ownNames authentication service identifiers, given as written
     */
    public IncomingFields(Predicate<String> reserved, Predicate<String> ownNames) {
        this.reserved = reserved;
        this.ownNames = ownNames;
    }

    @Override
    public boolean drops(String name) {
        return reserved.test(name);
    }

    @Override
    public boolean looksInto(String name) {
        return name.equalsIgnoreCase(RESULTS);
    }

    /** A field whose identifier cannot be found might be read as ours by somebody: it goes too. */
    @Override
    public boolean drops(String name, String body) {
        Optional<String> id = AuthservId.of(body);
        return id.isEmpty() || ownNames.test(id.get());
    }
}
