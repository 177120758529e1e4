/** The console's page of the audit trail (B14). */
package org.ecluse.web.console.audit;
