/** The words of mails and pages, in the languages they are written in. */
package org.ecluse.text;
