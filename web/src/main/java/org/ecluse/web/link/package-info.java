/** HTTP of the pages behind signed links in mail. */
package org.ecluse.web.link;
