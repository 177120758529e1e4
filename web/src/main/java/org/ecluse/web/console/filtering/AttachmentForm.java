package org.ecluse.web.console.filtering;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.AttachmentRules;
import org.ecluse.policy.UnseenAction;

/** The criteria for attachments while they are edited (R2.4). */
public class AttachmentForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MEGABYTE = 1024L * 1024;

    private AttachmentClass[] classes;
    private String extensions;
    private String mimeTypes;
    private String namePatterns;
    private double largestMegabytes;
    private UnseenAction overBudget;
    private UnseenAction unreadable;
    private final List<UserForm> users = new ArrayList<>();
    private String newAddress = "";

    public AttachmentForm(AttachmentRules rules) {
        classes = sorted(rules.classes());
        extensions = rules.extensions().stream().sorted().collect(Collectors.joining(", "));
        mimeTypes = rules.mimeTypes().stream().sorted().collect(Collectors.joining(", "));
        namePatterns = String.join(", ", rules.namePatterns());
        largestMegabytes = (double) rules.largestFileBytes() / MEGABYTE;
        overBudget = rules.overBudget();
        unreadable = rules.unreadable();
        rules.users().forEach(user -> users.add(new UserForm(user.address(), sorted(user.classes()))));
    }

    /** @throws IllegalArgumentException a size is out of its range */
    AttachmentRules rules() {
        return new AttachmentRules(
                Set.of(classes),
                words(extensions)
                        .map(word -> word.startsWith(".") ? word.substring(1) : word)
                        .collect(Collectors.toSet()),
                words(mimeTypes).collect(Collectors.toSet()),
                words(namePatterns).toList(),
                Math.round(largestMegabytes * MEGABYTE),
                overBudget,
                unreadable,
                users.stream()
                        .map(user -> new AttachmentRules.UserClasses(user.address, Set.of(user.classes)))
                        .toList());
    }

    /** R2.4, R5.7: executables and scripts are held, added to what is set already. */
    void addRecommended() {
        AttachmentRules recommended = AttachmentRules.RECOMMENDED;
        Set<AttachmentClass> all = new TreeSet<>(recommended.classes());
        all.addAll(Arrays.asList(classes));
        classes = all.toArray(AttachmentClass[]::new);
        extensions = Stream.concat(
                        words(extensions), recommended.extensions().stream().sorted())
                .distinct()
                .collect(Collectors.joining(", "));
        overBudget = recommended.overBudget();
        unreadable = recommended.unreadable();
    }

    /**
     * Gives an address choices of its own, which begin as those of everybody.
     *
     * @return false if it has them already
     */
    boolean addUser(String key) {
        if (users.stream().anyMatch(user -> user.address.equals(key))) {
            return false;
        }
        users.add(new UserForm(key, classes.clone()));
        newAddress = "";
        return true;
    }

    public void removeUser(String address) {
        users.removeIf(user -> user.address.equals(address));
    }

    private static AttachmentClass[] sorted(Set<AttachmentClass> set) {
        return set.stream().sorted().toArray(AttachmentClass[]::new);
    }

    private static Stream<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("[\\s,;]+")).stream().filter(word -> !word.isEmpty());
    }

    /** The classes that are held for one address. */
    public static class UserForm implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String address;
        private AttachmentClass[] classes;

        UserForm(String address, AttachmentClass[] classes) {
            this.address = address;
            this.classes = classes;
        }

        public String getAddress() {
            return address;
        }

        public AttachmentClass[] getClasses() {
            return classes.clone();
        }

        public void setClasses(AttachmentClass[] value) {
            classes = value.clone();
        }
    }

    public AttachmentClass[] getClasses() {
        return classes.clone();
    }

    public void setClasses(AttachmentClass[] value) {
        classes = value.clone();
    }

    public String getExtensions() {
        return extensions;
    }

    public void setExtensions(String value) {
        extensions = value;
    }

    public String getMimeTypes() {
        return mimeTypes;
    }

    public void setMimeTypes(String value) {
        mimeTypes = value;
    }

    public String getNamePatterns() {
        return namePatterns;
    }

    public void setNamePatterns(String value) {
        namePatterns = value;
    }

    public double getLargestMegabytes() {
        return largestMegabytes;
    }

    public void setLargestMegabytes(double value) {
        largestMegabytes = value;
    }

    public UnseenAction getOverBudget() {
        return overBudget;
    }

    public void setOverBudget(UnseenAction value) {
        overBudget = value;
    }

    public UnseenAction getUnreadable() {
        return unreadable;
    }

    public void setUnreadable(UnseenAction value) {
        unreadable = value;
    }

    public List<UserForm> getUsers() {
        return users;
    }

    public String getNewAddress() {
        return newAddress;
    }

    public void setNewAddress(String value) {
        newAddress = value;
    }
}
