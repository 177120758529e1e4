package org.ecluse.web.console.filtering;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.mail.DomainName;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.Thresholds;
import org.ecluse.policy.VirusAction;

/** A filtering policy while it is edited. */
public class PolicyForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MEGABYTE = 1024L * 1024;
    private static final double MOST_POINTS = 100_000;

    private FilterLevel level;
    private boolean userMayBeLooser;
    private double tag;
    private double quarantine;
    private double destroy;
    private double maxSizeMegabytes;
    private final AttachmentForm files;
    private final BulkForm bulk;
    private VirusAction virusAction;
    private SpoofingAction antiSpoofing;
    private boolean spamDestroyedSilently;
    private FailMode antivirus;
    private FailMode lookups;
    private boolean requireValidHeaders;
    private boolean usersReleaseContent;
    private int quarantineDays;
    private final GreyForm grey;
    private DmarcPolicy.Mode dmarcMode;
    private String trustedSealers;
    private final PhishingForm phishing;
    private final NoticeForm notices;
    private String[] languages;
    private boolean feedbackBanner;
    private Map<String, Double> weightOverrides;

    public PolicyForm(FilterPolicy policy) {
        level = policy.level();
        userMayBeLooser = policy.userMayBeLooser();
        tag = policy.thresholds().tag();
        quarantine = policy.thresholds().quarantine();
        destroy = policy.thresholds().destroy();
        maxSizeMegabytes = (double) policy.maxSizeBytes() / MEGABYTE;
        files = new AttachmentForm(policy.attachments());
        bulk = new BulkForm(policy);
        virusAction = policy.virusAction();
        antiSpoofing = policy.antiSpoofing();
        spamDestroyedSilently = policy.spamDestroyedSilently();
        antivirus = policy.antivirus();
        lookups = policy.lookups();
        requireValidHeaders = policy.requireValidHeaders();
        usersReleaseContent = policy.usersReleaseContent();
        quarantineDays = policy.quarantineDays();
        grey = new GreyForm(policy.grey());
        dmarcMode = policy.dmarc().mode();
        trustedSealers = policy.dmarc().trustedSealers().stream().sorted().collect(Collectors.joining(", "));
        phishing = new PhishingForm(policy.phishing());
        notices = new NoticeForm(policy.notices());
        languages = policy.languages().stream().sorted().toArray(String[]::new);
        feedbackBanner = policy.feedbackBanner();
        weightOverrides = policy.weightOverrides();
    }

    /** @throws IllegalArgumentException a value is out of its range, or the thresholds are in the wrong order */
    FilterPolicy policy() {
        return new FilterPolicy(
                level,
                userMayBeLooser,
                new Thresholds(tag, quarantine, destroy),
                maxSizeBytes(),
                files.rules(),
                bulk.held(),
                virusAction,
                antiSpoofing,
                spamDestroyedSilently,
                antivirus,
                lookups,
                requireValidHeaders,
                usersReleaseContent,
                quarantineDays,
                grey.policy(),
                new DmarcPolicy(
                        dmarcMode, words(trustedSealers).map(PolicyForm::sealer).collect(Collectors.toSet())),
                phishing.policy(),
                notices.policy(),
                bulk.marking(),
                Set.of(languages),
                feedbackBanner,
                weightOverrides);
    }

    private static String sealer(String written) {
        return DomainName.parse(written)
                .map(DomainName::value)
                .orElseThrow(() -> new IllegalArgumentException("no domain: " + written));
    }

    boolean thresholdsRise() {
        return tag > 0 && tag <= quarantine && quarantine < destroy && destroy <= MOST_POINTS;
    }

    public long maxSizeBytes() {
        return Math.round(maxSizeMegabytes * MEGABYTE);
    }

    private static Stream<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("[\\s,;]+")).stream().filter(word -> !word.isEmpty());
    }

    public FilterLevel getLevel() {
        return level;
    }

    public void setLevel(FilterLevel value) {
        level = value;
    }

    public boolean isUserMayBeLooser() {
        return userMayBeLooser;
    }

    public void setUserMayBeLooser(boolean value) {
        userMayBeLooser = value;
    }

    public double getTag() {
        return tag;
    }

    public void setTag(double value) {
        tag = value;
    }

    public double getQuarantine() {
        return quarantine;
    }

    public void setQuarantine(double value) {
        quarantine = value;
    }

    public double getDestroy() {
        return destroy;
    }

    public void setDestroy(double value) {
        destroy = value;
    }

    public double getMaxSizeMegabytes() {
        return maxSizeMegabytes;
    }

    public void setMaxSizeMegabytes(double value) {
        maxSizeMegabytes = value;
    }

    public AttachmentForm getFiles() {
        return files;
    }

    public BulkForm getBulk() {
        return bulk;
    }

    public VirusAction getVirusAction() {
        return virusAction;
    }

    public void setVirusAction(VirusAction value) {
        virusAction = value;
    }

    public SpoofingAction getAntiSpoofing() {
        return antiSpoofing;
    }

    public void setAntiSpoofing(SpoofingAction value) {
        antiSpoofing = value;
    }

    public DmarcPolicy.Mode getDmarcMode() {
        return dmarcMode;
    }

    public void setDmarcMode(DmarcPolicy.Mode value) {
        dmarcMode = value;
    }

    public String getTrustedSealers() {
        return trustedSealers;
    }

    public void setTrustedSealers(String value) {
        trustedSealers = value;
    }

    public boolean isSpamDestroyedSilently() {
        return spamDestroyedSilently;
    }

    public void setSpamDestroyedSilently(boolean value) {
        spamDestroyedSilently = value;
    }

    public FailMode getAntivirus() {
        return antivirus;
    }

    public void setAntivirus(FailMode value) {
        antivirus = value;
    }

    public FailMode getLookups() {
        return lookups;
    }

    public void setLookups(FailMode value) {
        lookups = value;
    }

    public boolean isRequireValidHeaders() {
        return requireValidHeaders;
    }

    public void setRequireValidHeaders(boolean value) {
        requireValidHeaders = value;
    }

    public boolean isUsersReleaseContent() {
        return usersReleaseContent;
    }

    public void setUsersReleaseContent(boolean value) {
        usersReleaseContent = value;
    }

    public String[] getLanguages() {
        return languages.clone();
    }

    public void setLanguages(String[] value) {
        languages = value.clone();
    }

    public boolean isFeedbackBanner() {
        return feedbackBanner;
    }

    public void setFeedbackBanner(boolean value) {
        feedbackBanner = value;
    }

    public NoticeForm getNotices() {
        return notices;
    }

    public PhishingForm getPhishing() {
        return phishing;
    }

    public GreyForm getGrey() {
        return grey;
    }

    public int getQuarantineDays() {
        return quarantineDays;
    }

    public void setQuarantineDays(int value) {
        quarantineDays = value;
    }
}
