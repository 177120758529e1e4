/** Finding messages, and the explanation of one copy. */
package org.ecluse.web.console.tracking;
