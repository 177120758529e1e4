/** Domains, destination servers and addresses. */
package org.ecluse.web.console.domains;
