/** The banner in delivered mail: what is kept for it, its link, the seal of what was changed, and what a report teaches (R2.8). */
package org.ecluse.server.banner;
