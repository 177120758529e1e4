/** What the people of each customer teach the filter, how it is bounded and taken back, and what it says about mail. */
package org.ecluse.server.learning;
