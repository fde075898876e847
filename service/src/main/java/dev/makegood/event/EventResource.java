package dev.makegood.event;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.PARTNER;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.finance.JournalPlace;
import dev.makegood.ledger.Role;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What happened, to be followed from a cursor on. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public final class EventResource {

    private static final String AFTER = "after";

    private final Events events;
    private final Pages pages;

    public EventResource(Jdbi reads, Pages pages) {
        this.events = new Events(reads);
        this.pages = pages;
    }

    /** Some events, the cursor to go on with, and whether it is worth going on at once. */
    record FeedView(List<EventView> items, String next, boolean more) {}

    @GET
    @Allow({PARTNER, FINANCE, AUDITOR, SYSTEM, ADMIN})
    public FeedView follow(
            @Auth Caller caller,
            @QueryParam(AFTER) @Nullable Cursor after,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        JournalPlace place =
                pages.after(uri, AFTER, after).map(JournalPlace::of).orElse(null);
        boolean partner = caller.role() == Role.PARTNER;
        Events.Feed feed = events.after(place, new Events.Reach(caller.actor().scope(), partner), PageLimit.of(limit));
        return new FeedView(feed.events(), pages.cursor(uri, feed.next().cursor()), feed.more());
    }
}
