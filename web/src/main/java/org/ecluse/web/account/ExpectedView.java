package org.ecluse.web.account;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.account.Reader;
import org.ecluse.server.greylist.ExpectedSender;
import org.ecluse.server.greylist.ExpectedSenders;
import org.ecluse.server.greylist.GreyNotice;
import org.ecluse.server.greylist.GreyNotices;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.CurrentReader;

/** Senders that a user expects: they are not delayed for a day (B7); and those that are being delayed now. */
@Named
@ViewScoped
public class ExpectedView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private ExpectedSenders senders;

    @Inject
    private GreyNotices notices;

    @Inject
    private CurrentReader current;

    @Inject
    private Feedback feedback;

    private String sender = "";

    public void expect() {
        if (expect(sender)) {
            sender = "";
        }
    }

    /** Lets a sender through that is being delayed now. */
    public boolean expect(String wanted) {
        Reader reader = current.reader();
        Optional<ExpectedSender> added =
                feedback.attempt(() -> senders.expectByRecipient(reader.customerId(), reader.address(), wanted));
        added.ifPresent(line -> feedback.done("account.expected.done", line.sender()));
        return added.isPresent();
    }

    public void withdraw(ExpectedSender line) {
        senders.withdrawByRecipient(current.reader().address(), line.id());
        feedback.done("greylist.withdrawn", line.sender());
    }

    public List<ExpectedSender> getExpected() {
        return senders.listOfRecipient(current.reader().address());
    }

    public List<GreyNotice> getWaiting() {
        return notices.waitingFor(current.reader().address());
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String value) {
        sender = value;
    }
}
