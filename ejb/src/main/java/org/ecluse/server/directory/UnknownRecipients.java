package org.ecluse.server.directory;

/** What happens to mail for an address that does not exist (R1.13). */
public enum UnknownRecipients {
    REFUSE,
    DISCARD,
    CATCH_ALL
}
