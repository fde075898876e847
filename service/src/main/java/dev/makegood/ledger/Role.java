package dev.makegood.ledger;

import java.util.Locale;

/** What a caller may be, as tokens and the journal name it in lower case. */
public enum Role {
    AGENT,
    FINANCE,
    AUDITOR,
    POLICY_ADMIN,
    ADMIN,
    PARTNER,
    CUSTOMER,
    SYSTEM,
    /** The ledger itself, posting what time has decided; no caller has it. */
    LEDGER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
