/** DNS block and allow lists in the console. */
package org.ecluse.web.console.dnslists;
