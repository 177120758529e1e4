package org.ecluse.server.banner;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ecluse.filter.Tokens;
import org.ecluse.filter.learning.OwnModel;
import org.ecluse.filter.learning.OwnVoice;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.verdict.Finding;

/**
 * Asks what a recipient reported by banners about a message: it counts for this recipient and nobody else, for a mail that is passed on
 * takes its link along. Runs in a scan thread, once a recipient whose mail has banners; one row is read.
 */
@ApplicationScoped
public class RecipientLearning {
    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    DataSource dataSource;

    /** At most one finding, for by a banner nothing is called wanted; none, and a line in the log, where the row cannot be read: it only adds to what all know. */
    public List<Finding> findings(long customerId, String address, Optional<Tokens> tokens) {
        if (tokens.isEmpty()) {
            return List.of();
        }
        try {
            return OwnVoice.of(model(customerId, address), tokens.get()).stream()
                    .filter(finding -> finding.symbol().equals(OwnVoice.SPAM))
                    .map(finding -> new Finding(OwnVoice.RECIPIENT_SPAM, finding.multiplier(), finding.detail()))
                    .toList();
        } catch (SQLException | IllegalArgumentException e) {
            ServerLog.LOG.recipientLearningNotRead(customerId, e);
            return List.of();
        }
    }

    private OwnModel model(long customerId, String address) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT model FROM recipient_model WHERE address = ? AND customer_id = ?")) {
            select.setString(1, address);
            select.setLong(2, customerId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OwnModel.parse(row.getBytes(1)) : OwnModel.EMPTY;
            }
        }
    }
}
