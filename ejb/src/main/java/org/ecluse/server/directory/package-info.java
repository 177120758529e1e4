/** Customers, domains, destination servers and addresses. */
package org.ecluse.server.directory;
