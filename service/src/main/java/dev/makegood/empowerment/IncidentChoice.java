package dev.makegood.empowerment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.makegood.incident.IncidentRequest;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.IncidentKey;
import dev.makegood.platform.http.Check;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a remedy is for: an incident by its id or claim number, or one to open in the same command. */
@JsonDeserialize(using = IncidentChoice.Reader.class)
record IncidentChoice(@Nullable IncidentKey known, @Nullable IncidentRequest opened) {

    void check(Check check, Instant now) {
        if (opened != null) {
            opened.check(check, "/incident", now);
        }
    }

    Command.OfIncident command() {
        if (opened != null) {
            return new Command.OfIncident.New(opened.command());
        }
        IncidentKey key = Objects.requireNonNull(known);
        return key.claim() == null
                ? new Command.OfIncident.Known(Objects.requireNonNull(key.id()))
                : new Command.OfIncident.Claimed(key.claim());
    }

    /** A text names an incident, an object opens one. */
    static final class Reader extends StdDeserializer<IncidentChoice> {

        Reader() {
            super(IncidentChoice.class);
        }

        @Override
        public IncidentChoice deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                return new IncidentChoice(context.readValue(parser, IncidentKey.class), null);
            }
            if (token == JsonToken.START_OBJECT) {
                return new IncidentChoice(null, context.readValue(parser, IncidentRequest.class));
            }
            throw ProblemException.of(ProblemCode.INVALID_VALUE)
                    .at("", "must be an incident's id, its claim number, or an incident to open");
        }
    }
}
