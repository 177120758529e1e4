/** Mail that is changed on its way out: what is kept for the banner, its link, a word before the subject, the seal of what was changed, and what a report teaches (R2.7, R2.8). */
package org.ecluse.server.banner;
