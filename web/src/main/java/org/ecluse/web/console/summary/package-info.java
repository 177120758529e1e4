/** The page that opens after signing in. */
package org.ecluse.web.console.summary;
