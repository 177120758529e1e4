package org.ecluse.web.console.greylist;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.ecluse.policy.Doubt;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.greylist.ExpectedSender;
import org.ecluse.server.greylist.ExpectedSenders;
import org.ecluse.server.greylist.GreyNotice;
import org.ecluse.server.greylist.GreyNotices;
import org.ecluse.web.console.frame.ChosenCustomer;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** {@code Filtrage > Zone grise}: senders that wait, and those that are expected (B7). */
@Named
@ViewScoped
public class GreyView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private GreyNotices notices;

    @Inject
    private ExpectedSenders senders;

    @Inject
    private ChosenCustomer customer;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private final PagedModel<GreyNotice> waiting = new PagedModel<>(this::waiting);
    private final PagedModel<ExpectedSender> expected = new PagedModel<>(this::expected);
    private String search = "";
    private String sender = "";
    private String recipient = "";

    public void expect() {
        Optional<ExpectedSender> added = feedback.attempt(() -> senders.expect(
                current.viewer(),
                customer.required(),
                sender,
                Optional.of(recipient).filter(text -> !text.isBlank())));
        if (added.isPresent()) {
            feedback.done("greylist.expected.done", added.get().sender());
            sender = "";
            recipient = "";
        }
    }

    public void letThrough(GreyNotice notice) {
        feedback.attempt(() -> senders.letThrough(current.viewer(), notice.id()))
                .ifPresent(added -> feedback.done("greylist.expected.done", added.sender()));
    }

    public void withdraw(ExpectedSender line) {
        senders.withdraw(current.viewer(), line.id());
        feedback.done("greylist.withdrawn", line.sender());
    }

    /** In a fixed order. */
    public List<Doubt> doubts(GreyNotice notice) {
        return notice.doubts().stream().sorted().toList();
    }

    private Page<GreyNotice> waiting(PageRequest request) {
        return customer.isAny()
                ? notices.waiting(current.viewer(), customer.required(), search, request)
                : new Page<>(List.of(), 0);
    }

    private Page<ExpectedSender> expected(PageRequest request) {
        return customer.isAny()
                ? senders.list(current.viewer(), customer.required(), request)
                : new Page<>(List.of(), 0);
    }

    public PagedModel<GreyNotice> getWaiting() {
        return waiting;
    }

    public PagedModel<ExpectedSender> getExpected() {
        return expected;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String text) {
        search = text;
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String text) {
        sender = text;
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String text) {
        recipient = text;
    }
}
