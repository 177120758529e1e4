/** Stages that look at a message and the pipeline that runs them. */
package org.ecluse.filter;
