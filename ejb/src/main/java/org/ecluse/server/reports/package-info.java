/** Reports about the authentication of mail: sent to the owners of author domains, and read for customers (R1.11). */
package org.ecluse.server.reports;
