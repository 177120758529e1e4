package org.ecluse.web.console.filtering;

import java.io.Serializable;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.NoticePolicy;
import org.ecluse.policy.Noticed;

/** Who is told at once of what is held, while it is edited (R2.10). */
public class NoticeForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private Noticed[] administrator;
    private Noticed[] recipient;
    private Noticed[] sender;
    private String address;

    NoticeForm(NoticePolicy policy) {
        administrator = sorted(policy.administrator());
        recipient = sorted(policy.recipient());
        sender = sorted(policy.sender());
        address = policy.address();
    }

    /** @throws IllegalArgumentException the address is none, or missing */
    NoticePolicy policy() {
        String written = address.strip();
        String key = written.isEmpty()
                ? ""
                : EmailAddress.parse(written)
                        .map(EmailAddress::key)
                        .orElseThrow(() -> new IllegalArgumentException("no address: " + written));
        return new NoticePolicy(Set.of(administrator), Set.of(recipient), Set.of(sender), key);
    }

    /** False if an administrator is to be told and has no address. */
    boolean isComplete() {
        return administrator.length == 0 || !address.isBlank();
    }

    private static Noticed[] sorted(Set<Noticed> set) {
        return set.stream().sorted().toArray(Noticed[]::new);
    }

    public Noticed[] getAdministrator() {
        return administrator.clone();
    }

    public void setAdministrator(Noticed[] value) {
        administrator = value.clone();
    }

    public Noticed[] getRecipient() {
        return recipient.clone();
    }

    public void setRecipient(Noticed[] value) {
        recipient = value.clone();
    }

    public Noticed[] getSender() {
        return sender.clone();
    }

    public void setSender(Noticed[] value) {
        sender = value.clone();
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String value) {
        address = value == null ? "" : value;
    }
}
