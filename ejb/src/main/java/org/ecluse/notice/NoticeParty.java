package org.ecluse.notice;

/** To whom a notice goes. */
public enum NoticeParty {
    ADMINISTRATOR,
    RECIPIENT,
    SENDER
}
