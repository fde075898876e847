package dev.makegood.demo;

import dev.makegood.ledger.CustomerNumber;
import dev.makegood.ledger.Role;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What somebody can try on the running demo: addresses, tokens, and commands that work when pasted. */
public final class WhatNext {

    /** Where tokens come from. A customer's token names the customer, a partner's all of them. */
    public interface Tokens {
        String token(Role role, String subject);
    }

    /** Who may do what, as the policy names them. */
    private enum Caller {
        AMY(Role.AGENT, "amy", "a frontline agent of the contact centre"),
        SOFIA(Role.AGENT, "sofia", "her supervisor"),
        FINANCE(Role.FINANCE, "fiona", "finance"),
        AUDITOR(Role.AUDITOR, "augusta", "an auditor"),
        PARTNER(Role.PARTNER, Demo.PARTNER, "a partner at whose counter credits are spent"),
        CUSTOMER(Role.CUSTOMER, "", "a customer");

        private final Role role;
        private final String subject;
        private final String who;

        Caller(Role role, String subject, String who) {
            this.role = role;
            this.subject = subject;
            this.who = who;
        }
    }

    private final URI server;
    private final URI admin;
    private final Tokens tokens;

    public WhatNext(URI server, URI admin, Tokens tokens) {
        this.server = server;
        this.admin = admin;
        this.tokens = tokens;
    }

    /** With a customer who has miles to spend, and a time at which something else may have gone wrong. */
    public void print(PrintStream out, CustomerNumber customer, Instant then) {
        out.printf("%nIt is up until you press Ctrl-C.%n%n");
        out.printf("  the interface        %s/v1%n", server);
        out.printf("  health and metrics   %s/readiness, %s/metrics%n%n", admin, admin);
        out.printf("Paste these tokens, which are for trying out only:%n%n");
        for (Caller caller : Caller.values()) {
            String subject = caller == Caller.CUSTOMER ? customer.toString() : caller.subject;
            out.printf("# %s, %s%n", subject, caller.who);
            out.printf("export %s=%s%n", caller, tokens.token(caller.role, subject));
        }
        out.printf("%nThen any of these:%n%n");
        commands(customer, then).lines().forEach(line -> out.println(line));
    }

    private String commands(CustomerNumber customer, Instant then) {
        String form = """
                # 1. What may Amy still give today?
                curl -s SERVER/v1/agents/me/headroom -H "Authorization: Bearer $AMY"

                # 2. She makes good a spilled coffee: one call opens the incident and gives a voucher.
                curl -s SERVER/v1/remedies -H "Authorization: Bearer $AMY" -H 'Idempotency-Key: spill-1' \\
                  -H 'Content-Type: application/json' -d '{"incident": {"customer": "MEMBER", "reason": "SPILL",
                  "severity": 1, "occurredAt": "THEN", "channel": "DESK"},
                  "credits": [{"kind": "voucher", "amount": {"amount": 2500, "unit": "USD"}}]}'

                # 3. What does the customer have now?
                curl -s SERVER/v1/customers/MEMBER/balances -H "Authorization: Bearer $CUSTOMER"

                # 4. The customer spends 1,000 miles at the partner's. The same key again: the same answer, nothing twice.
                curl -s SERVER/v1/redemptions -H "Authorization: Bearer $PARTNER" -H 'Idempotency-Key: dinner-1' \\
                  -H 'Content-Type: application/json' -d '{"customer": "MEMBER", "purchase": {"reference": "DINNER-1",
                  "total": {"amount": 1250, "unit": "USD"}}, "draw": [{"unit": "MILES", "amount": 1000}]}'

                # 5. Finance sees all of it, whom a limit stopped too.
                curl -s 'SERVER/v1/journal?outcome=refused&limit=3' -H "Authorization: Bearer $FINANCE"
                """;
        return form.replace("SERVER", server.toString())
                .replace("MEMBER", customer.toString())
                .replace("THEN", then.truncatedTo(ChronoUnit.MINUTES).toString());
    }
}
