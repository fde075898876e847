package dev.makegood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.internal.routing.UriRoutingContext;
import org.junit.jupiter.api.Test;

class PagesTest {

    private final Pages pages = new Pages(new byte[32]);

    private static ExtendedUriInfo uri(String pathAndQuery) {
        var request = new ContainerRequest(
                URI.create("http://x/"),
                URI.create("http://x/" + pathAndQuery),
                "GET",
                new NoSecurity(),
                new MapPropertiesDelegate(),
                null);
        return new UriRoutingContext(request);
    }

    private static final class NoSecurity implements jakarta.ws.rs.core.SecurityContext {
        @Override
        public java.security.Principal getUserPrincipal() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "none";
        }
    }

    private Cursor next(String pathAndQuery) {
        Response first = pages.of(
                uri(pathAndQuery),
                new PageLimit(1),
                List.of("ä", "b"),
                row -> row,
                row -> List.of(row, "2026-03-01T12:00:00Z"));
        return new Cursor(Objects.requireNonNull(((Page<?>) first.getEntity()).next()));
    }

    private Optional<List<String>> after(String pathAndQuery, String cursor) {
        return pages.after(uri(pathAndQuery), new Cursor(cursor));
    }

    @Test
    void cursor_leads_on_whatever_the_limit() {
        String cursor = next("v1/list?a=1&b=2&limit=1").text();

        assertThat(after("v1/list?b=2&a=1&limit=7&cursor=x", cursor)).contains(List.of("ä", "2026-03-01T12:00:00Z"));
        assertThat(pages.after(uri("v1/list"), null)).isEmpty();
    }

    @Test
    void last_page_has_no_cursor() {
        Response last = pages.of(uri("v1/list"), null, List.of("a", "b"), row -> row, List::of);

        assertThat(((Page<?>) last.getEntity()).next()).isNull();
        assertThat(last.getHeaderString("Link")).isNull();
    }

    @Test
    void cursor_is_good_for_its_own_list_only() {
        String cursor = next("v1/list?a=1").text();

        for (String other : List.of("v1/list", "v1/list?a=2", "v1/list?a=1&b=2", "v1/other?a=1")) {
            refused(other, cursor);
        }
    }

    @Test
    void every_changed_symbol_is_noticed() {
        String cursor = next("v1/list").text();

        for (int i = 0; i < cursor.length() - 1; i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            refused("v1/list", cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        for (String none : List.of("A", "AAAA", "!", cursor + "AAAA", cursor.substring(4))) {
            refused("v1/list", none);
        }
    }

    private void refused(String list, String cursor) {
        ProblemException no = catchThrowableOfType(ProblemException.class, () -> after(list, cursor));
        assertThat(no.code()).isEqualTo(ProblemCode.INVALID_CURSOR);
    }
}
