package org.ecluse.web.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicyRevision;
import org.ecluse.text.Languages;

/** Policies as the API reads and writes them. */
public final class PolicyBody {
    private PolicyBody() {}

    /** The policy of {@code json}; absent keys take the shipped default, unknown ones are refused so that a misspelt one is seen. */
    public static FilterPolicy read(JsonObject json) {
        Set<String> unknown = new TreeSet<>(Given.body(json).keySet());
        unknown.removeAll(PolicyDocument.toJson(FilterPolicy.DEFAULT).keySet());
        if (!unknown.isEmpty()) {
            throw new PolicyRefusedException("unknown keys " + unknown);
        }
        try {
            return known(PolicyDocument.fromJson(json));
        } catch (IllegalArgumentException e) {
            throw new PolicyRefusedException(e.getMessage());
        } catch (ClassCastException | NullPointerException | ArithmeticException e) {
            // JSON-P answers a value of another type than asked for in these ways.
            throw new PolicyRefusedException("a value has the wrong type");
        }
    }

    private static FilterPolicy known(FilterPolicy policy) {
        if (!Languages.known().containsAll(policy.languages())) {
            throw new IllegalArgumentException("languages are of " + Languages.known());
        }
        return policy;
    }

    /** {@code revision}, {@code domain} (null: the customer's), {@code author}, {@code publishedAt} and {@code policy}. */
    public static JsonObject write(PolicyRevision revision) {
        return Json.createObjectBuilder()
                .add("revision", revision.number())
                .add(
                        "domain",
                        revision.domain().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("author", revision.author())
                .add("publishedAt", text(revision.publishedAt()))
                .add("policy", PolicyDocument.toJson(revision.policy()))
                .build();
    }

    private static String text(Instant instant) {
        return instant.toString();
    }
}
