/** What others report about domains, in the console. */
package org.ecluse.web.console.reports;
