/** The grey zone's decisions, as functions of what is known of a sender, of the policy and of the time (R1.4, R1.14, B7). */
package org.ecluse.filter.greylist;
