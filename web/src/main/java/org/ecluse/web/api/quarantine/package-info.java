/** Held copies, their release, and subscriptions to the daily report in the API. */
package org.ecluse.web.api.quarantine;
