package org.ecluse.banner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.Test;

/** Every mail of the public MIME suite through the writer: no exception, the same structure, every other part untouched. */
@Covers({"R2.8", "B13"})
class BannerSuiteTest {
    private static final String BASE = "https://mx.service.example/l/";
    private static final Banner BANNER = new Banner("Report this message as spam", BASE + "v1.k1.p.m", Locale.ENGLISH);

    @Test
    void everyMailKeepsItsStructureAndItsOtherParts() throws IOException {
        BannerWriter writer = new BannerWriter(BASE, token -> false);
        List<String> wrong = new ArrayList<>();
        int changed = 0;
        int mails = 0;
        for (Map.Entry<String, byte[]> file : Suites.tar("mime/open.tar.xz").entrySet()) {
            RawMessage raw = Mails.raw(file.getValue());
            Optional<RawMessage> with = writer.write(raw, BANNER, Mails.budget());
            mails++;
            if (with.isPresent()) {
                changed++;
                String fault = fault(raw, with.get());
                if (!fault.isEmpty()) {
                    wrong.add(file.getKey() + ": " + fault);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(changed).as("of %s", mails).isGreaterThan(mails / 4);
    }

    private static String fault(RawMessage raw, RawMessage with) throws IOException {
        ParsedMessage before = Mails.parsed(raw);
        ParsedMessage after = Mails.parsed(with);
        if (!before.headers().equals(after.headers()) || !before.containers().equals(after.containers())) {
            return "header or containers differ";
        }
        if (before.parts().size() != after.parts().size()) {
            return "number of parts differs";
        }
        int banners = 0;
        for (int i = 0; i < before.parts().size(); i++) {
            MailPart one = before.parts().get(i);
            MailPart other = after.parts().get(i);
            boolean same = one.sha256().equals(other.sha256());
            boolean text = !one.attachment() && other.text().orElse("").contains(BASE);
            if (!same && !text || !one.declaredType().equals(other.declaredType())) {
                return "part " + i + " differs";
            }
            banners += same ? 0 : 1;
        }
        if (banners == 0) {
            return "no part has the banner";
        }
        return with.sizeBytes() == length(with) ? "" : "size is wrong";
    }

    private static long length(RawMessage mail) throws IOException {
        try (InputStream in = mail.open()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
