package dev.makegood.contract;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.makegood.ledger.Role;
import dev.makegood.platform.identity.Allow;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the resources' own annotations say: each route with the roles that it lets in. */
final class Routes {

    private Routes() {}

    /** By method and path, with the names of variables left out. */
    static Map<String, Set<String>> declared() {
        Map<String, Set<String>> routes = new TreeMap<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.makegood")) {
            if (found.isAnnotatedWith(Path.class)) {
                add(routes, found.reflect());
            }
        }
        return routes;
    }

    static Map<String, Set<String>> documented() {
        return Contract.get().operations().stream()
                .collect(Collectors.toMap(
                        operation -> name(operation.method(), operation.template()),
                        Operation::roles,
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static void add(Map<String, Set<String>> routes, Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        for (Method method : resource.getDeclaredMethods()) {
            String verb = verb(method);
            if (verb != null) {
                Path path = method.getAnnotation(Path.class);
                routes.put(name(verb, root + (path == null ? "" : "/" + path.value())), roles(method));
            }
        }
    }

    private static @Nullable String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static Set<String> roles(Method method) {
        Allow allow = method.getAnnotation(Allow.class);
        return allow == null
                ? Set.of()
                : Arrays.stream(allow.value()).map(Role::word).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(String method, String path) {
        return method + " " + path.replaceAll("/+", "/").replaceAll("\\{[^}]+}", "{}");
    }
}
