/** The pages as people use them, in a real browser on the provisioned server. */
package org.ecluse.browser;
