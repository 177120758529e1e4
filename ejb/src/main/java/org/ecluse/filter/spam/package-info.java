/** The spam score's rules: they find, the policy's weights make points. */
package org.ecluse.filter.spam;
