/** The grey zone: what waits, and who is expected. */
package org.ecluse.web.console.greylist;
