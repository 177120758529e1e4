package org.ecluse.server.learning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.filter.learning.OwnVoice;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.verdict.Finding;

/** Asks a customer's own learning about a message that the stages have looked at. Runs in a scan thread, once a customer. */
@ApplicationScoped
public class OwnLearning {
    @Inject
    OwnModels models;

    /** What it says, or nothing; also nothing, and a line in the log, where the model cannot be read: it only adds to what all know. */
    public List<Finding> findings(long customerId, MailTransaction mail) {
        if (mail.tokens().found().isEmpty()) {
            return List.of();
        }
        try {
            OwnModel model = models.of(customerId);
            return OwnVoice.of(model, mail.tokens().found().get());
        } catch (SQLException | IllegalArgumentException e) {
            ServerLog.LOG.learningNotRead(customerId, e);
            return List.of();
        }
    }
}
