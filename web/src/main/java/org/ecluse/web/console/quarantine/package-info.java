/** Held copies, their release, and subscriptions to the report. */
package org.ecluse.web.console.quarantine;
