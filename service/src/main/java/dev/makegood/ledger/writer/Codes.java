package dev.makegood.ledger.writer;

import dev.makegood.ledger.Code;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.decision.Request;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the codes that a command needs before it is decided. */
final class Codes {

    private final CodeKeys keys;
    private final SecureRandom random;

    Codes(CodeKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    CodeKeys keys() {
        return keys;
    }

    /** One for each credit that has a code, by its number in the command. */
    Map<Integer, Request.NewCode> of(Command command) {
        if (command instanceof Command.ReissueCode) {
            return Map.of(0, fresh());
        }
        if (!(command instanceof Command.IssueRemedy issue)) {
            return Map.of();
        }
        Map<Integer, Request.NewCode> codes = new HashMap<>();
        List<Command.Grant> grants = issue.credits();
        for (int i = 0; i < grants.size(); i++) {
            if (grants.get(i).kind().coded()) {
                codes.put(i, fresh());
            }
        }
        return codes;
    }

    private Request.NewCode fresh() {
        Code code = Code.random(random);
        CodeKeys.Hashed hashed = keys.fresh(code);
        return new Request.NewCode(code, hashed.hex(), hashed.chain());
    }
}
