package org.ecluse.filter.voices;

import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.Budget;

/** Another spam filter, asked for its opinion. Implementations are safe for use by many threads and bounded in time. */
public interface SpamVoice {
    /** Name as people know it, such as {@code rspamd at 127.0.0.1:11333}. */
    String name();

    /** Symbol of the finding that its score makes. */
    String symbol();

    /**
     * Its opinion of the message. A failure of any kind is {@link VoiceAnswer.Silent}, never an exception.
     *
     * @param budget its time bounds the question
     */
    VoiceAnswer listen(MailTransaction mail, Budget budget);
}
