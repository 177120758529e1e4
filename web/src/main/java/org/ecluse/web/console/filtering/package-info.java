/** The filtering configuration and its revisions. */
package org.ecluse.web.console.filtering;
