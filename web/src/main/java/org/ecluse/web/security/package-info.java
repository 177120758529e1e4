/** Who is signed in to pages and API, and the headers that protect them. */
package org.ecluse.web.security;
