package org.ecluse.server.notice;

import org.ecluse.notice.NoticeParty;

/** Notices that one mail tells: of one customer, to one address, in one role. */
public record NoticeGroup(long customerId, NoticeParty party, String address) {}
