package dev.makegood.code;

import static dev.makegood.ledger.Role.CUSTOMER;
import static dev.makegood.ledger.Role.PARTNER;

import dev.makegood.credit.BenefitView;
import dev.makegood.credit.CreditKind;
import dev.makegood.credit.RestrictionsView;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.CodeWorth;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Principal;
import dev.makegood.platform.http.Check;
import dev.makegood.platform.identity.Allow;
import dev.makegood.platform.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a code is worth, for who holds it in their hands. */
@Path("/v1/codes")
@Produces(MediaType.APPLICATION_JSON)
public final class CodeResource {

    private final BiFunction<Principal, Code, Optional<CodeWorth>> codes;
    private final FailedCodes failed;

    public CodeResource(BiFunction<Principal, Code, Optional<CodeWorth>> codes, FailedCodes failed) {
        this.codes = codes;
        this.failed = failed;
    }

    /** The code travels in the body: addresses are kept in too many places. */
    public record LookupRequest(@Nullable Code code) {}

    /** What can be spent with the code, and until when; never whose it is. */
    record Worth(
            CreditKind kind,
            Amount amount,
            Amount available,
            @Nullable BenefitView benefit,
            @Nullable RestrictionsView restrictions,
            Expiry expiry,
            String lastFour,
            boolean bearer) {

        static Worth of(CodeWorth worth) {
            return new Worth(
                    CreditKind.of(worth.credit().kind()),
                    worth.credit().face(),
                    new Amount(
                            worth.standing().available(), worth.credit().face().unit()),
                    BenefitView.of(worth.credit().terms()),
                    RestrictionsView.of(
                            worth.credit().terms(), worth.credit().face().unit()),
                    worth.standing().expiry(),
                    worth.lastFour(),
                    worth.credit().bearer());
        }
    }

    @POST
    @Path("/lookup")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow({CUSTOMER, PARTNER})
    public Worth lookup(@Auth Caller caller, @Context HttpServletRequest request, LookupRequest body) {
        new Check().present("/code", body.code()).done();
        FailedCodes.Tries tries = failed.admit(caller, request.getRemoteAddr());
        return codes.apply(caller.actor(), Objects.requireNonNull(body.code()))
                .map(Worth::of)
                .orElseThrow(tries::failed);
    }
}
