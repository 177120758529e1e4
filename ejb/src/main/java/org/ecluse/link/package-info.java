/** Signed links in mail: one purpose, one recipient, an end (B2). */
package org.ecluse.link;
