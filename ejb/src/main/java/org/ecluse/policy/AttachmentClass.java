package org.ecluse.policy;

/** Classes of files to hold, found by name or by content, in files within files too (R2.4). */
public enum AttachmentClass {
    EXECUTABLE,
    SCRIPT,
    SHORTCUT,
    DISK_IMAGE,
    /** Office documents with macros. */
    MACRO,
    /** Documents and pages that do something when they are opened: script, links to elsewhere, other programs. */
    ACTIVE,
    ARCHIVE,
    /** Files that cannot be read without a password. */
    ENCRYPTED,
    MEDIA
}
