/** Customers of the service. */
package org.ecluse.web.console.customers;
