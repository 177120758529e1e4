/** Who sent a message, and can it be proved. */
package org.ecluse.filter.authentication;
