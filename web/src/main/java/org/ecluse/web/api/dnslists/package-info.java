/** DNS block and allow lists in the API. */
package org.ecluse.web.api.dnslists;
