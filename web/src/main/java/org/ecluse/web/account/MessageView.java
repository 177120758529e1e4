package org.ecluse.web.account;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.preview.MailPreview;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.account.ListOwner;
import org.ecluse.server.account.ListWish;
import org.ecluse.server.account.Reader;
import org.ecluse.server.account.UserLists;
import org.ecluse.server.policy.ListLine;
import org.ecluse.server.quarantine.OwnQuarantine;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.security.CurrentReader;

/** One held message of a user: what is in it, without anything that could do something, and what can be done with it (R3.8). */
@Named
@ViewScoped
public class MessageView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private OwnQuarantine quarantine;

    @Inject
    private HeldView held;

    @Inject
    private UserLists lists;

    @Inject
    private CurrentReader current;

    @Inject
    private Feedback feedback;

    @Inject
    private Language language;

    private String id = "";
    private transient QuarantineEntry entry;
    private transient MailPreview preview;
    private transient Optional<String> sender;

    /** Opens the page; the look is recorded once for it. */
    public void open() {
        getEntry();
        if (entry.contentKept() && !FacesContext.getCurrentInstance().isPostback()) {
            getPreview();
        }
    }

    public void release() {
        held.release(id);
        entry = null;
    }

    public void notSpam() {
        held.notSpam(id);
        entry = null;
    }

    public void green() {
        list(Colour.ALLOW);
    }

    public void red() {
        list(Colour.BLOCK);
    }

    /** Takes the sender off the list again. */
    public void unlist() {
        getListed().ifPresent(line -> {
            lists.remove(owner(), line.id());
            feedback.done("account.lists.removed", line.value());
        });
    }

    private void list(Colour colour) {
        ListWish wish = new ListWish(colour, getSender(), "", Optional.empty());
        feedback.attempt(() -> lists.add(owner(), wish))
                .ifPresent(line -> feedback.done("account.lists.saved." + colour, line.value()));
    }

    /** The user's line about the sender, on whichever list. */
    public Optional<ListLine> getListed() {
        return lists.find(owner(), getSender());
    }

    /** Address key whom the lists would name; "" if the message shows none. */
    public String getSender() {
        if (sender == null) {
            sender = quarantine.senderOf(getEntry().copyId()).map(EmailAddress::key);
        }
        return sender.orElse("");
    }

    public boolean isReleasable() {
        return getEntry().releasableBy(Releaser.USER);
    }

    /** @throws NotThereException the page was asked for without a message, or for another's */
    public QuarantineEntry getEntry() {
        if (entry == null) {
            Reader reader = current.reader();
            entry = quarantine.one(reader.customerId(), reader.address().key(), id);
        }
        return entry;
    }

    /** Null if the message is no longer kept. */
    public MailPreview getPreview() {
        if (preview == null && getEntry().contentKept()) {
            Reader reader = current.reader();
            preview = quarantine.preview(reader.customerId(), reader.address().key(), id);
        }
        return preview;
    }

    /** How many files are not listed, in words. */
    public String getMoreFiles() {
        return language.texts()
                .format("account.message.files.more", getPreview().moreAttachments());
    }

    private ListOwner owner() {
        return ListOwner.of(current.reader());
    }

    public String getId() {
        return id;
    }

    public void setId(String value) {
        id = value;
    }
}
