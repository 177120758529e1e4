package org.ecluse.server.banner;

import org.ecluse.mail.CopyId;

/**
 * A copy that is to be delivered with a banner.
 *
 * @param address key of its recipient
 */
public record BannerOffer(CopyId copy, long customerId, String address) {}
