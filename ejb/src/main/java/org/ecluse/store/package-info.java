/** The port behind which message content is kept until it is delivered, expired or destroyed. */
package org.ecluse.store;
