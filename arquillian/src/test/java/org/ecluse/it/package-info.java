/** Tests against the provisioned server with the real EAR. */
package org.ecluse.it;
