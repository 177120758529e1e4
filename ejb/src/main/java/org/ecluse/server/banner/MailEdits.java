package org.ecluse.server.banner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.ecluse.banner.SubjectWord;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.queue.CopyEdits;

/** A word before the subject (R2.7), the banner (R2.8), then the seal of what was changed. A step that fails leaves the mail as it was before it. */
@ApplicationScoped
public class MailEdits implements CopyEdits {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final long BYTE_BUDGET = 8L << 20;
    private static final long ENTRY_BUDGET = 2_000;

    @Inject
    MailBanners banners;

    @Inject
    MailSeal seal;

    @Override
    public RawMessage edited(Edit edit, RawMessage mail) {
        Budget budget = Budget.of(TIME, BYTE_BUDGET, ENTRY_BUDGET);
        RawMessage edited = mail;
        if (!edit.subjectWord().isEmpty()) {
            edited = step(edit, edited, now -> SubjectWord.put(now, edit.subjectWord()));
        }
        if (edit.banner().isPresent()) {
            edited = step(
                    edit,
                    edited,
                    now -> banners.with(edit.copy(), edit.banner().get(), now, budget)
                            .orElse(now));
        }
        return edited == mail
                ? mail
                : step(edit, edited, now -> seal.sealed(edit.authenticationResults(), now, budget));
    }

    private static RawMessage step(Edit edit, RawMessage mail, Step step) {
        try {
            return step.of(mail);
        } catch (Budget.BudgetExceededException e) {
            ServerLog.LOG.debugf("%s is not changed: more %s than allowed", edit.copy(), e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A mail that breaks the reader, or a database that is down, must not keep it from its recipient.
            ServerLog.LOG.editLeftOut(edit.copy().toString(), e);
        }
        return mail;
    }

    @FunctionalInterface
    private interface Step {
        RawMessage of(RawMessage mail) throws IOException;
    }
}
