/** What a customer, domain or recipient wants done with mail: immutable data, no code. */
package org.ecluse.policy;
