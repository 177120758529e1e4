/** The API over HTTP, as a programme of a customer uses it. */
package org.ecluse.it.api;
