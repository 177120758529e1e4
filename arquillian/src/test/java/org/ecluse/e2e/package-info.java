/** Tests of the whole service as a process of its own, with real peers: what a crash, a full disk or a dead database does. */
package org.ecluse.e2e;
