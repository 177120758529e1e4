/** The JCA 2.1 inbound resource adapter: activation, threads and message endpoints around the SMTP server. */
package org.ecluse.smtp.connector;
