package org.ecluse.server.policy;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.AttachmentRules;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.policy.Marking;
import org.ecluse.policy.NoticePolicy;
import org.ecluse.policy.Noticed;
import org.ecluse.policy.PhishingPolicy;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.Thresholds;
import org.ecluse.policy.UnseenAction;
import org.ecluse.policy.VirusAction;

/**
 * A {@link FilterPolicy} as JSON, in the database and in the API. Keys that an older document lacks take the shipped default, so
 * that every published revision stays readable.
 */
public final class PolicyDocument {
    private PolicyDocument() {}

    public static JsonObject toJson(FilterPolicy policy) {
        JsonObjectBuilder weights = Json.createObjectBuilder();
        policy.weightOverrides().forEach(weights::add);
        return Json.createObjectBuilder()
                .add("level", policy.level().name())
                .add("userMayBeLooser", policy.userMayBeLooser())
                .add(
                        "thresholds",
                        Json.createObjectBuilder()
                                .add("tag", policy.thresholds().tag())
                                .add("quarantine", policy.thresholds().quarantine())
                                .add("destroy", policy.thresholds().destroy()))
                .add("maxSizeBytes", policy.maxSizeBytes())
                .add("attachments", attachments(policy.attachments()))
                .add("heldBulk", names(policy.heldBulk()))
                .add("virusAction", policy.virusAction().name())
                .add("antiSpoofing", policy.antiSpoofing().name())
                .add("spamDestroyedSilently", policy.spamDestroyedSilently())
                .add("antivirus", policy.antivirus().name())
                .add("lookups", policy.lookups().name())
                .add("requireValidHeaders", policy.requireValidHeaders())
                .add("usersReleaseContent", policy.usersReleaseContent())
                .add("quarantineDays", policy.quarantineDays())
                .add("grey", grey(policy.grey()))
                .add("dmarc", dmarc(policy.dmarc()))
                .add("phishing", phishing(policy.phishing()))
                .add("notices", notices(policy.notices()))
                .add("marking", marking(policy.marking()))
                .add("languages", strings(policy.languages()))
                .add("feedbackBanner", policy.feedbackBanner())
                .add("weightOverrides", weights)
                .build();
    }

    public static FilterPolicy parse(String document) {
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            return fromJson(reader.readObject());
        }
    }

    /** @throws IllegalArgumentException a value is none of those allowed, or out of its range */
    public static FilterPolicy fromJson(JsonObject json) {
        FilterPolicy normal = FilterPolicy.DEFAULT;
        return new FilterPolicy(
                choice(json, "level", normal.level(), FilterLevel::valueOf),
                flag(json, "userMayBeLooser", normal.userMayBeLooser()),
                thresholds(json, normal.thresholds()),
                number(json, "maxSizeBytes", normal.maxSizeBytes()),
                attachments(json, normal.attachments()),
                json.containsKey("heldBulk") ? choices(json, "heldBulk", BulkClass::valueOf) : normal.heldBulk(),
                choice(json, "virusAction", normal.virusAction(), VirusAction::valueOf),
                choice(json, "antiSpoofing", normal.antiSpoofing(), SpoofingAction::valueOf),
                flag(json, "spamDestroyedSilently", normal.spamDestroyedSilently()),
                choice(json, "antivirus", normal.antivirus(), FailMode::valueOf),
                choice(json, "lookups", normal.lookups(), FailMode::valueOf),
                flag(json, "requireValidHeaders", normal.requireValidHeaders()),
                flag(json, "usersReleaseContent", normal.usersReleaseContent()),
                Math.toIntExact(number(json, "quarantineDays", normal.quarantineDays())),
                grey(json, normal.grey()),
                dmarc(json, normal.dmarc()),
                phishing(json, normal.phishing()),
                notices(json, normal.notices()),
                marking(json, normal.marking()),
                json.containsKey("languages") ? Set.copyOf(texts(json, "languages")) : normal.languages(),
                flag(json, "feedbackBanner", normal.feedbackBanner()),
                weights(json));
    }

    private static Thresholds thresholds(JsonObject json, Thresholds normal) {
        if (!json.containsKey("thresholds")) {
            return normal;
        }
        JsonObject object = json.getJsonObject("thresholds");
        return new Thresholds(
                decimal(object, "tag", normal.tag()),
                decimal(object, "quarantine", normal.quarantine()),
                decimal(object, "destroy", normal.destroy()));
    }

    private static JsonObjectBuilder attachments(AttachmentRules rules) {
        JsonArrayBuilder users = Json.createArrayBuilder();
        rules.users()
                .forEach(user -> users.add(Json.createObjectBuilder()
                        .add("address", user.address())
                        .add("classes", names(user.classes()))));
        return Json.createObjectBuilder()
                .add("classes", names(rules.classes()))
                .add("extensions", strings(rules.extensions()))
                .add("mimeTypes", strings(rules.mimeTypes()))
                .add("namePatterns", strings(rules.namePatterns()))
                .add("largestFileBytes", rules.largestFileBytes())
                .add("overBudget", rules.overBudget().name())
                .add("unreadable", rules.unreadable().name())
                .add("users", users);
    }

    private static AttachmentRules attachments(JsonObject json, AttachmentRules normal) {
        if (!json.containsKey("attachments")) {
            return normal;
        }
        JsonObject object = json.getJsonObject("attachments");
        return new AttachmentRules(
                choices(object, "classes", AttachmentClass::valueOf),
                Set.copyOf(texts(object, "extensions")),
                Set.copyOf(texts(object, "mimeTypes")),
                texts(object, "namePatterns"),
                number(object, "largestFileBytes", normal.largestFileBytes()),
                choice(object, "overBudget", normal.overBudget(), UnseenAction::valueOf),
                choice(object, "unreadable", normal.unreadable(), UnseenAction::valueOf),
                object.containsKey("users")
                        ? object.getJsonArray("users").getValuesAs(PolicyDocument::userClasses)
                        : normal.users());
    }

    private static AttachmentRules.UserClasses userClasses(JsonObject json) {
        return new AttachmentRules.UserClasses(
                json.getString("address"), choices(json, "classes", AttachmentClass::valueOf));
    }

    private static JsonObjectBuilder grey(GreyPolicy grey) {
        return Json.createObjectBuilder()
                .add("mode", grey.mode().name())
                .add("doubts", names(grey.doubts()))
                .add("earliestSeconds", grey.earliest().toSeconds())
                .add("latestSeconds", grey.latest().toSeconds())
                .add("closeSession", grey.closeSession());
    }

    private static GreyPolicy grey(JsonObject json, GreyPolicy normal) {
        if (!json.containsKey("grey")) {
            return normal;
        }
        JsonObject object = json.getJsonObject("grey");
        return new GreyPolicy(
                choice(object, "mode", normal.mode(), GreyPolicy.Mode::valueOf),
                object.containsKey("doubts") ? choices(object, "doubts", Doubt::valueOf) : normal.doubts(),
                Duration.ofSeconds(
                        number(object, "earliestSeconds", normal.earliest().toSeconds())),
                Duration.ofSeconds(
                        number(object, "latestSeconds", normal.latest().toSeconds())),
                flag(object, "closeSession", normal.closeSession()));
    }

    private static JsonObjectBuilder dmarc(DmarcPolicy dmarc) {
        return Json.createObjectBuilder()
                .add("mode", dmarc.mode().name())
                .add("trustedSealers", strings(dmarc.trustedSealers()));
    }

    private static DmarcPolicy dmarc(JsonObject json, DmarcPolicy normal) {
        if (!json.containsKey("dmarc")) {
            return normal;
        }
        JsonObject object = json.getJsonObject("dmarc");
        return new DmarcPolicy(
                choice(object, "mode", normal.mode(), DmarcPolicy.Mode::valueOf),
                object.containsKey("trustedSealers")
                        ? Set.copyOf(texts(object, "trustedSealers"))
                        : normal.trustedSealers());
    }

    private static JsonObjectBuilder phishing(PhishingPolicy phishing) {
        return Json.createObjectBuilder()
                .add("protectedNames", strings(phishing.protectedNames()))
                .add("protectedDomains", strings(phishing.protectedDomains()))
                .add("trustedDomains", strings(phishing.trustedDomains()));
    }

    private static PhishingPolicy phishing(JsonObject json, PhishingPolicy normal) {
        if (!json.containsKey("phishing")) {
            return normal;
        }
        JsonObject object = json.getJsonObject("phishing");
        return new PhishingPolicy(
                Set.copyOf(texts(object, "protectedNames")),
                Set.copyOf(texts(object, "protectedDomains")),
                Set.copyOf(texts(object, "trustedDomains")));
    }

    private static JsonObjectBuilder notices(NoticePolicy notices) {
        return Json.createObjectBuilder()
                .add("administrator", names(notices.administrator()))
                .add("recipient", names(notices.recipient()))
                .add("sender", names(notices.sender()))
                .add("address", notices.address());
    }

    private static NoticePolicy notices(JsonObject json, NoticePolicy normal) {
        if (!json.containsKey("notices")) {
            return normal;
        }
        JsonObject object = json.getJsonObject("notices");
        return new NoticePolicy(
                choices(object, "administrator", Noticed::valueOf),
                choices(object, "recipient", Noticed::valueOf),
                choices(object, "sender", Noticed::valueOf),
                text(object, "address", normal.address()));
    }

    private static JsonObjectBuilder marking(Marking marking) {
        return Json.createObjectBuilder()
                .add("bulk", names(marking.bulk()))
                .add("spamWord", marking.spamWord())
                .add("bulkWord", marking.bulkWord());
    }

    private static Marking marking(JsonObject json, Marking normal) {
        if (!json.containsKey("marking")) {
            return normal;
        }
        JsonObject object = json.getJsonObject("marking");
        return new Marking(
                choices(object, "bulk", BulkClass::valueOf),
                text(object, "spamWord", normal.spamWord()),
                text(object, "bulkWord", normal.bulkWord()));
    }

    private static Map<String, Double> weights(JsonObject json) {
        Map<String, Double> weights = new HashMap<>();
        if (json.containsKey("weightOverrides")) {
            JsonObject object = json.getJsonObject("weightOverrides");
            object.keySet()
                    .forEach(symbol ->
                            weights.put(symbol, object.getJsonNumber(symbol).doubleValue()));
        }
        return weights;
    }

    private static <E> E choice(JsonObject json, String key, E normal, Function<String, E> valueOf) {
        return json.containsKey(key) ? valueOf.apply(json.getString(key)) : normal;
    }

    private static <E> Set<E> choices(JsonObject json, String key, Function<String, E> valueOf) {
        return texts(json, key).stream().map(valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> texts(JsonObject json, String key) {
        JsonArray array = json.getJsonArray(key);
        return array == null ? List.of() : array.getValuesAs(JsonString::getString);
    }

    private static String text(JsonObject json, String key, String normal) {
        return json.containsKey(key) ? json.getString(key) : normal;
    }

    /** Not {@code getBoolean(key, normal)}, which takes the normal value in place of one of a wrong type. */
    private static boolean flag(JsonObject json, String key, boolean normal) {
        return json.containsKey(key) ? json.getBoolean(key) : normal;
    }

    private static long number(JsonObject json, String key, long normal) {
        return json.containsKey(key) ? json.getJsonNumber(key).longValueExact() : normal;
    }

    private static double decimal(JsonObject json, String key, double normal) {
        return json.containsKey(key) ? json.getJsonNumber(key).doubleValue() : normal;
    }

    private static JsonArrayBuilder names(Collection<? extends Enum<?>> values) {
        return strings(values.stream().map(Enum::name).toList());
    }

    private static JsonArrayBuilder strings(Collection<String> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.stream().sorted().forEach(array::add);
        return array;
    }
}
