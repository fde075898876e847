package dev.makegood.platform.http;

import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses query parameters that a resource method does not declare: a misspelt filter must not look like an
 * answer about everything.
 */
final class KnownFilters implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Set<String> known = Arrays.stream(resource.getResourceMethod().getParameters())
                .map(KnownFilters::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        context.register(new Guard(known));
    }

    private static String name(Parameter parameter) {
        QueryParam query = parameter.getAnnotation(QueryParam.class);
        return query == null ? "" : query.value();
    }

    @Priority(Priorities.USER)
    private record Guard(Set<String> known) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getUriInfo().getRequestUri().getRawQuery() == null) {
                return;
            }
            for (Map.Entry<String, List<String>> parameter :
                    request.getUriInfo().getQueryParameters().entrySet()) {
                if (!known.contains(parameter.getKey())) {
                    throw ProblemException.of(ProblemCode.UNKNOWN_FILTER)
                            .at(
                                    "?",
                                    known.isEmpty()
                                            ? "no parameter is accepted"
                                            : "accepted are " + String.join(", ", known));
                }
                if (parameter.getValue().size() > 1) {
                    throw ProblemException.of(ProblemCode.INVALID_VALUE)
                            .at("?" + parameter.getKey(), "must be given once only");
                }
            }
        }
    }
}
