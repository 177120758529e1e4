package org.ecluse.server.access;

/** What a console account may do (R5.8). */
public enum Role {
    PLATFORM_ADMINISTRATOR,
    CUSTOMER_ADMINISTRATOR,
    QUARANTINE_MANAGER,
    HELP_DESK
}
