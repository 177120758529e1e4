/** Delivery queue in the API. */
package org.ecluse.web.api.queue;
