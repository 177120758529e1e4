/** Notices of held copies: noted when the copy is held, mailed by a timer within bounds (R2.10). */
package org.ecluse.server.notice;
