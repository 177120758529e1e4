/** Message tracking in the API. */
package org.ecluse.web.api.messages;
