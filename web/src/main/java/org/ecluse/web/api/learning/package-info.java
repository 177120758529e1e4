/** {@code /learning}: what a customer's people taught the filter. */
package org.ecluse.web.api.learning;
