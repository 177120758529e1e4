/** Where the stages are put in their order. */
package org.ecluse.pipeline;
