/** Mailings that come as nearly the same message from many sides at once. */
package org.ecluse.filter.campaign;
