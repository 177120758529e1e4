/** From the recipients' verdicts to the one SMTP reply and each copy's way. */
package org.ecluse.disposition;
