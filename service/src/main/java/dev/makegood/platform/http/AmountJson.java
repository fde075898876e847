package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Unit;
import dev.makegood.problem.ProblemCode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money and miles in JSON: {@code {"amount": 15000, "unit": "USD"}} in minor units. What is read must be
 * exactly that, an integer of JSON above zero; what is written carries the text for people besides.
 */
final class AmountJson {

    private AmountJson() {}

    static final class Reader extends StdDeserializer<Amount> {

        private static final String AMOUNT_ACCEPTED = "must be an integer number of minor units from 1 to " + Amount.MAX
                + ", without fraction, exponent or quotes";
        private static final String UNIT_ACCEPTED = "must be MILES, USE, ITEM or a currency code of ISO 4217";

        Reader() {
            super(Amount.class);
        }

        @Override
        public Amount deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new NotAcceptedException(
                        parser, ProblemCode.INVALID_VALUE, "must be an object with amount and unit");
            }
            long minor = 0;
            Unit unit = null;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "amount" -> minor = minor(parser);
                    case "unit" -> unit = unit(parser);
                    default ->
                        throw UnrecognizedPropertyException.from(
                                parser, Amount.class, field, List.<Object>of("amount", "unit"));
                }
            }
            if (minor == 0) {
                throw within("amount", new NotAcceptedException(parser, ProblemCode.INVALID_VALUE, "is required"));
            }
            if (unit == null) {
                throw within("unit", new NotAcceptedException(parser, ProblemCode.INVALID_VALUE, "is required"));
            }
            return new Amount(minor, unit);
        }

        private static long minor(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw within("amount", new NotAcceptedException(parser, ProblemCode.INVALID_VALUE, AMOUNT_ACCEPTED));
            }
            boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            long minor = fits ? parser.getLongValue() : 0;
            if (minor < 1 || minor > Amount.MAX) {
                throw within(
                        "amount", new NotAcceptedException(parser, ProblemCode.AMOUNT_OUT_OF_RANGE, AMOUNT_ACCEPTED));
            }
            return minor;
        }

        private static Unit unit(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw within("unit", new NotAcceptedException(parser, ProblemCode.INVALID_VALUE, UNIT_ACCEPTED));
            }
            try {
                return Unit.of(parser.getText());
            } catch (IllegalArgumentException e) {
                throw within("unit", new NotAcceptedException(parser, ProblemCode.UNKNOWN_UNIT, UNIT_ACCEPTED));
            }
        }

        private static JsonMappingException within(String field, NotAcceptedException no) {
            no.prependPath(Amount.class, field);
            return no;
        }
    }

    static final class Writer extends StdSerializer<Amount> {

        Writer() {
            super(Amount.class);
        }

        @Override
        public void serialize(Amount amount, JsonGenerator out, @Nullable SerializerProvider provider)
                throws IOException {
            out.writeStartObject();
            out.writeNumberField("amount", amount.minor());
            out.writeStringField("unit", amount.unit().code());
            out.writeStringField("display", amount.display());
            out.writeEndObject();
        }
    }
}
