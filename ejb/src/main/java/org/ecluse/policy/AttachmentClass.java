package org.ecluse.policy;

/** Classes of files to hold, found by name or by content (R2.4). */
public enum AttachmentClass {
    EXECUTABLE,
    SCRIPT,
    SHORTCUT,
    DISK_IMAGE,
    ARCHIVE,
    MEDIA
}
