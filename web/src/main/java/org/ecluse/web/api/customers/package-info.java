/** Customers and their filtering policy in the API. */
package org.ecluse.web.api.customers;
