package dev.makegood.empowerment;

import static dev.makegood.ledger.Role.ADMIN;
import static dev.makegood.ledger.Role.AGENT;
import static dev.makegood.ledger.Role.AUDITOR;
import static dev.makegood.ledger.Role.FINANCE;
import static dev.makegood.ledger.Role.POLICY_ADMIN;
import static dev.makegood.ledger.Role.SYSTEM;

import dev.makegood.ledger.Entry;
import dev.makegood.ledger.Ledger;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.http.Cursor;
import dev.makegood.platform.http.Keyed;
import dev.makegood.platform.http.Outcomes;
import dev.makegood.platform.http.PageLimit;
import dev.makegood.platform.http.Pages;
import dev.makegood.platform.http.Refusals;
import dev.makegood.platform.http.Write;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The ranks of agents: who may approve what is over a rank's limits, and how fast they are to answer. */
@Path("/v1/levels")
@Produces(MediaType.APPLICATION_JSON)
public final class LevelResource {

    private static final int MOST_NEXT = 5;
    private static final int A_DAY = 24 * 60;

    private final LevelSql sql;
    private final Ledger ledger;
    private final Pages pages;

    public LevelResource(Jdbi reads, Ledger ledger, Pages pages) {
        this.sql = reads.onDemand(LevelSql.class);
        this.ledger = ledger;
        this.pages = pages;
    }

    /** What is said of a level since this version, and who said so. */
    record View(
            String level,
            long version,
            List<String> overLimitTo,
            @Nullable Integer replyMinutes,
            @Nullable EditorView setBy,
            Instant recordedAt) {

        /** Who gives is told by whom something was set no more than anywhere else. */
        static View of(LevelSql.Row row, Caller reader) {
            boolean told = reader.role() != AGENT && reader.role() != SYSTEM;
            return new View(
                    row.level(),
                    row.version(),
                    row.overLimitTo(),
                    row.replyMinutes(),
                    told ? EditorView.of(row.setByRole(), row.setBySubject()) : null,
                    row.recordedAt());
        }
    }

    /** The levels that may approve, the nearest first, and within how many minutes they are to answer. */
    record Request(
            @Nullable List<CodeWord> overLimitTo, @Nullable Integer replyMinutes) {

        SettingsCommand.SetLevel command(CodeWord level) {
            new Check()
                    .list("/overLimitTo", overLimitTo, 0, MOST_NEXT)
                    .that(
                            overLimitTo == null
                                    || overLimitTo.stream().distinct().count() == overLimitTo.size(),
                            "/overLimitTo",
                            "must not name a level twice")
                    .that(
                            replyMinutes == null || (replyMinutes >= 1 && replyMinutes <= A_DAY),
                            "/replyMinutes",
                            "must be an integer from 1 to " + A_DAY)
                    .done();
            List<String> next = Objects.requireNonNull(overLimitTo).stream()
                    .map(CodeWord::value)
                    .toList();
            return new SettingsCommand.SetLevel(level.value(), next, replyMinutes);
        }
    }

    @GET
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, POLICY_ADMIN, ADMIN})
    public Response find(
            @Auth Caller caller,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        String after = pages.after(uri, cursor).map(place -> place.get(0)).orElse("");
        List<LevelSql.Row> rows = sql.levels(after, null, PageLimit.of(limit) + 1);
        return pages.of(uri, limit, rows, row -> View.of(row, caller), row -> List.of(row.level()));
    }

    @GET
    @Path("/{level}")
    @Allow({AGENT, SYSTEM, FINANCE, AUDITOR, POLICY_ADMIN, ADMIN})
    public View read(@Auth Caller caller, @PathParam("level") CodeWord level) {
        return sql.levels("", level.value(), 1).stream()
                .findFirst()
                .map(row -> View.of(row, caller))
                .orElseThrow(LevelResource::unknown);
    }

    @PUT
    @Path("/{level}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(ADMIN)
    public CompletionStage<Response> set(
            @Auth Caller caller, @Keyed Write write, @PathParam("level") CodeWord level, Request body) {
        SettingsCommand.SetLevel command = body.command(level);
        return ledger.submit(write.submission(caller, command, body))
                .thenApply(outcome -> Outcomes.answer(outcome, entry -> Response.ok(view(command, caller, entry))));
    }

    private static View view(SettingsCommand.SetLevel command, Caller editor, Entry entry) {
        return new View(
                command.level(),
                Refusals.facts(entry).path("version").asLong(),
                command.overLimitTo(),
                command.replyMinutes(),
                new EditorView(editor.role().word(), editor.subject()),
                entry.recordedAt());
    }

    /** What was said of a level, the last first. */
    @GET
    @Path("/{level}/versions")
    @Allow({FINANCE, AUDITOR, POLICY_ADMIN, ADMIN})
    public Response history(
            @Auth Caller caller,
            @PathParam("level") CodeWord level,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("limit") @Nullable PageLimit limit,
            @Context UriInfo uri) {
        long before = pages.before(uri, cursor);
        List<LevelSql.Row> rows = sql.versions(level.value(), before, PageLimit.of(limit) + 1);
        if (rows.isEmpty() && cursor == null) {
            throw unknown();
        }
        return pages.of(uri, limit, rows, row -> View.of(row, caller), row -> List.of(Long.toString(row.version())));
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No level has this code.");
    }
}
