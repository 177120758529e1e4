package org.ecluse.web.console.filtering;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.policy.Noticed;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.Thresholds;
import org.ecluse.policy.UnseenAction;
import org.ecluse.policy.VirusAction;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.banner.SealKeys;
import org.ecluse.server.banner.SealRecord;
import org.ecluse.server.policy.PolicyAdministration;
import org.ecluse.server.policy.PolicyRevision;
import org.ecluse.web.console.frame.ChosenCustomer;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.CurrentViewer;

/** {@code Filtrage > Configuration}: the policy of a customer or a domain, and its revisions (R5.4, B5). */
@Named
@ViewScoped
public class FilteringView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private PolicyAdministration policies;

    @Inject
    private SealKeys seals;

    @Inject
    private ChosenCustomer customer;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private String domain = "";
    private PolicyForm form = new PolicyForm(FilterPolicy.DEFAULT);
    private long revision;
    private boolean inherited;
    private transient SealRecord sealRecord;

    /** Reads what decides now for the chosen customer or domain. */
    public void open() {
        if (!customer.isAny()) {
            return;
        }
        if (!customer.getDomainNames().contains(domain)) {
            domain = "";
        }
        PolicyRevision now = policies.current(current.viewer(), customer.required(), scope());
        form = new PolicyForm(now.policy());
        revision = now.number();
        inherited = scope().isPresent() && now.domain().isEmpty();
    }

    public void recommend() {
        form.getFiles().addRecommended();
        feedback.done("filtering.recommended");
    }

    /** Gives an address of the customer choices of its own among the kinds of files (R2.4). */
    public void addUser() {
        String written = form.getFiles().getNewAddress();
        Optional<EmailAddress> address = EmailAddress.parse(written)
                .filter(one -> customer.getDomainNames().contains(one.domain().value()));
        if (address.isEmpty()) {
            feedback.error("filtering.files.users.wrong", written);
        } else if (!form.getFiles().addUser(address.get().key())) {
            feedback.error("filtering.files.users.twice", written);
        }
    }

    public void publish() {
        if (!form.thresholdsRise()) {
            feedback.error("filtering.thresholds");
            return;
        }
        if (!form.getNotices().isComplete()) {
            feedback.error("filtering.notices.address.missing");
            return;
        }
        FilterPolicy policy;
        try {
            policy = form.policy();
        } catch (IllegalArgumentException e) {
            feedback.error("filtering.refused", e.getMessage());
            return;
        }
        PolicyRevision published;
        try {
            published = policies.publish(current.viewer(), customer.required(), scope(), policy);
        } catch (InvalidInputException e) {
            feedback.error(e.textKey());
            return;
        }
        if (isDestroyLow()) {
            feedback.warn("filtering.low", (long) Thresholds.DESTROY_WARNING);
        }
        feedback.done("filtering.published", published.number());
        open();
    }

    public void rollBack(long number) {
        PolicyRevision published;
        try {
            published = policies.rollBack(current.viewer(), customer.required(), scope(), number);
        } catch (InvalidInputException e) {
            feedback.error(e.textKey()); // its address for notices is in a domain that was taken out
            return;
        }
        feedback.done("filtering.rolled.back", number, published.number());
        open();
    }

    public List<PolicyRevision> getRevisions() {
        return customer.isAny() ? policies.revisions(current.viewer(), customer.required(), scope()) : List.of();
    }

    /** R2.1: below it mail is lost that people may want. */
    public boolean isDestroyLow() {
        return form.getDestroy() < Thresholds.DESTROY_WARNING;
    }

    /** What the seal of changed mail needs in the DNS (R2.8). */
    public SealRecord getSealRecord() {
        if (sealRecord == null) {
            sealRecord = seals.record();
        }
        return sealRecord;
    }

    private Optional<String> scope() {
        return Optional.of(domain).filter(name -> !name.isEmpty());
    }

    public String getDomain() {
        return domain;
    }

    public void setDomain(String value) {
        // A menu's empty choice comes as null.
        domain = value == null ? "" : value;
    }

    public PolicyForm getForm() {
        return form;
    }

    public long getRevision() {
        return revision;
    }

    public boolean isInherited() {
        return inherited;
    }

    public FilterLevel[] getLevels() {
        return FilterLevel.values();
    }

    public AttachmentClass[] getAttachmentClasses() {
        return AttachmentClass.values();
    }

    public UnseenAction[] getUnseenActions() {
        return UnseenAction.values();
    }

    public VirusAction[] getVirusActions() {
        return VirusAction.values();
    }

    public SpoofingAction[] getSpoofingActions() {
        return SpoofingAction.values();
    }

    public GreyPolicy.Mode[] getGreyModes() {
        return GreyPolicy.Mode.values();
    }

    public Doubt[] getDoubts() {
        return Doubt.values();
    }

    public DmarcPolicy.Mode[] getDmarcModes() {
        return DmarcPolicy.Mode.values();
    }

    public Noticed[] getNoticed() {
        return Noticed.values();
    }

    public FailMode[] getFailModes() {
        return FailMode.values();
    }
}
