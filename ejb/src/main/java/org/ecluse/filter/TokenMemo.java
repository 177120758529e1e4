package org.ecluse.filter;

import java.util.Optional;

/** Keeps the tokens of one message from the stage that made them for those that come after. */
public final class TokenMemo {
    private volatile Tokens tokens;

    public void keep(Tokens made) {
        tokens = made;
    }

    /** Empty: the message was decided about before it was taken apart, as one with a virus is. */
    public Optional<Tokens> found() {
        return Optional.ofNullable(tokens);
    }
}
