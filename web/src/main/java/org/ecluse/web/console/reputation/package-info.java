/** The internal block list, and who is near a limit. */
package org.ecluse.web.console.reputation;
