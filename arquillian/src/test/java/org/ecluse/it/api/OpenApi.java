package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ecluse.it.TestServer;

/** The API's own description, and the routes that its classes have. A route is {@code GET /customers/{id}}. */
final class OpenApi {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final String REST = "jakarta.ws.rs.";

    private OpenApi() {}

    /** As the server serves it, to anybody: it tells no more than the source. */
    static JsonObject document() {
        HttpRequest request = HttpRequest.newBuilder(TestServer.http("/openapi?format=JSON"))
                .header("Accept", "application/json")
                .build();
        return Api.send(request).is(200).object();
    }

    /** The routes that the document describes. */
    static Set<String> described(JsonObject document) {
        Set<String> routes = new TreeSet<>();
        document.getJsonObject("paths")
                .forEach((path, operations) -> operations.asJsonObject().keySet().stream()
                        .map(method -> method.toUpperCase(java.util.Locale.ROOT))
                        .filter(METHODS::contains)
                        .forEach(method -> routes.add(method + " " + path.replaceFirst("^/api/v1", ""))));
        return routes;
    }

    /** The routes that there are, read from the annotations of the web module's classes. */
    static Set<String> existing() {
        Set<String> routes = new TreeSet<>();
        Path classes = Path.of(System.getProperty("ecluse.root"), "web/target/classes");
        for (JavaClass each : new ClassFileImporter().importPath(classes)) {
            Optional<String> root = path(each.tryGetAnnotationOfType(REST + "Path"));
            if (each.getSimpleName().endsWith("Resource") && root.isPresent()) {
                each.getMethods().forEach(method -> addRoute(routes, root.get(), method));
            }
        }
        assertThat(routes).isNotEmpty();
        return routes;
    }

    private static void addRoute(Set<String> routes, String root, JavaMethod method) {
        String path = path(method.tryGetAnnotationOfType(REST + "Path"))
                .map(own -> own.startsWith("/") ? own : "/" + own)
                .orElse("");
        METHODS.stream()
                .filter(verb -> method.isAnnotatedWith(REST + verb))
                .forEach(verb -> routes.add(verb + " " + root + path));
    }

    private static Optional<String> path(Optional<? extends JavaAnnotation<?>> annotation) {
        return annotation.flatMap(found -> found.get("value")).map(Object::toString);
    }
}
