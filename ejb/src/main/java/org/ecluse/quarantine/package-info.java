/** Who may release what from the quarantine. */
package org.ecluse.quarantine;
