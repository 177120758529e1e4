/** What this service has seen of the domains that send mail and that mail links to. */
package org.ecluse.server.domains;
