/** Domains, destination servers and addresses in the API. */
package org.ecluse.web.api.domains;
