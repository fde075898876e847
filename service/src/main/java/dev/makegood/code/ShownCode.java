package dev.makegood.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.makegood.ledger.Code;
import dev.makegood.ledger.Entry;
import org.jspecify.annotations.Nullable;

/** A code as the answer tells it that made it; any later answer has the last four symbols only and says so. */
public record ShownCode(
        @Nullable String code,
        String lastFour,
        @Nullable Boolean codeWithheld,
        @Nullable QrCode qr) {

    private static final ObjectMapper JSON = new JsonMapper();

    static ShownCode of(Code code) {
        return new ShownCode(code.reveal(), code.lastFour(), null, QrCode.of(code));
    }

    static ShownCode withheld(String lastFour) {
        return new ShownCode(null, lastFour, true, null);
    }

    /**
     * The code of one of the credits that an entry gave, or none where its kind has no code.
     *
     * @param fresh the code itself, with the first answer
     * @param number the credit's place in the remedy
     */
    public static @Nullable ShownCode given(@Nullable Code fresh, Entry entry, int number) {
        if (fresh != null) {
            return of(fresh);
        }
        JsonNode lastFour = command(entry).path("credits").path(number).path("lastFour");
        return lastFour.isTextual() ? withheld(lastFour.asText()) : null;
    }

    /** The code that an entry gave anew. */
    static ShownCode again(@Nullable Code fresh, Entry entry) {
        return fresh == null ? withheld(command(entry).path("lastFour").asText()) : of(fresh);
    }

    /** The members of the canonical command: of a code it keeps the last four symbols. */
    private static JsonNode command(Entry entry) {
        try {
            return JSON.readTree(entry.command().substring(entry.command().indexOf(' ') + 1));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds a command that is not JSON", e);
        }
    }

    @Override
    public String toString() {
        return "ShownCode[" + lastFour + "]";
    }
}
