/** {@code /audit}: who did what, and whether the record of it is whole (B14). */
package org.ecluse.web.api.audit;
