/** What every page of the console has: language, messages, times in the customer's zone, the customer looked at. */
package org.ecluse.web.console.frame;
