/** Mail that pretends to be somebody else's to get a password, a card number or a payment (R2.6). */
package org.ecluse.filter.phishing;
