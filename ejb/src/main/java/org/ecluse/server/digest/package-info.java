/** Subscriptions to the daily quarantine report, and the making of it (R3.1, R3.2). */
package org.ecluse.server.digest;
