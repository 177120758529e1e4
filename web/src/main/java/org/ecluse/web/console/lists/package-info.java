/** Green and red lists. */
package org.ecluse.web.console.lists;
