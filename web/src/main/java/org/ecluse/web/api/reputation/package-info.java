/** The internal block list and the rates in the API. */
package org.ecluse.web.api.reputation;
