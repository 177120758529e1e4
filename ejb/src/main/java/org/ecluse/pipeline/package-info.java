/** The one list that gives the order of the stages; the only package that sees every filter. */
package org.ecluse.pipeline;
