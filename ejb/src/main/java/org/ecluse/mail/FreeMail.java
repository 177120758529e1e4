package org.ecluse.mail;

import java.util.Set;

/** Providers where anybody gets a mailbox for nothing. */
public final class FreeMail {
    private static final Set<String> DOMAINS = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "yahoo.fr",
            "yahoo.co.uk",
            "yahoo.co.jp",
            "hotmail.com",
            "hotmail.fr",
            "hotmail.co.uk",
            "outlook.com",
            "outlook.fr",
            "live.com",
            "live.fr",
            "msn.com",
            "aol.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "mail.ru",
            "yandex.ru",
            "yandex.com",
            "qq.com",
            "163.com",
            "126.com",
            "protonmail.com",
            "proton.me",
            "mail.com",
            "inbox.ru",
            "bk.ru",
            "list.ru",
            "rediffmail.com",
            "web.de",
            "free.fr",
            "orange.fr",
            "laposte.net",
            "sfr.fr",
            "wanadoo.fr",
            "icloud.com",
            "me.com",
            "zoho.com",
            "naver.com",
            "hanmail.net",
            "sina.com",
            "foxmail.com",
            "tutanota.com",
            "usa.com",
            "email.com");

    private FreeMail() {}

    public static boolean isFree(DomainName domain) {
        return DOMAINS.contains(domain.value());
    }
}
