/** Further voices: other spam filters that are asked for their score, and the stage that asks them all. */
package org.ecluse.filter.voices;
