/** Looks into files: archives, disk images, documents, mails as files, within one budget for each message. No I/O but on memory. */
package org.ecluse.unpack;
