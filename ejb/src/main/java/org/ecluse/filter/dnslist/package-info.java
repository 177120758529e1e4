/** What DNS lists say of the sender, as findings. */
package org.ecluse.filter.dnslist;
