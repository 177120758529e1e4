/** What the filter has learned from labelled mail: tokens, two classifiers over them, and the stage that asks them. */
package org.ecluse.filter.learning;
