/** The console's pages, one package for each feature. */
package org.ecluse.web.console;
