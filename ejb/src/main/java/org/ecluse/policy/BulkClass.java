package org.ecluse.policy;

/** The classes of wanted-or-not commercial mail, apart from spam (R2.2). */
public enum BulkClass {
    ADVERTISING,
    NEWSLETTER,
    SOCIAL
}
