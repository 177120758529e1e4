package org.ecluse.smtp.session;

/**
 * Peers that may speak for others.
 *
 * @param proxies must begin every connection with a PROXY protocol header
 * @param xclients may say XCLIENT
 */
public record PeerNetworks(Networks proxies, Networks xclients) {
    public static final PeerNetworks NONE = new PeerNetworks(Networks.NONE, Networks.NONE);
}
