/** The page of what was taught. */
package org.ecluse.web.console.learning;
