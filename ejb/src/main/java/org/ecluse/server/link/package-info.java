/** Keys and epochs behind signed links, and the making and reading of them (decisions: Security). */
package org.ecluse.server.link;
