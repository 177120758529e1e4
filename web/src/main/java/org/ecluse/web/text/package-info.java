/** The words of pages and API errors, in English and French. */
package org.ecluse.web.text;
