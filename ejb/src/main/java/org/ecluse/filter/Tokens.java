package org.ecluse.filter;

/** What a message was taken apart into, so that those who look at it for a customer need not do it again. Immutable once handed on. */
public interface Tokens {
    int size();

    /** Number of token {@code i}; each number once. */
    int bucket(int i);

    /** The words of token {@code i} as the mail has them; "" for a token about the mail's build. */
    String quote(int i);

    /** The first so many tokens tell what the rules found, not what the mail is: they change when rules do. */
    int ofRules();
}
