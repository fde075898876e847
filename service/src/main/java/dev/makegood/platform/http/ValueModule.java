package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.makegood.ledger.Amount;
import dev.makegood.problem.ProblemCode;
import java.io.IOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads and writes every value type that has a text form, and texts themselves with their limits. */
final class ValueModule extends SimpleModule {

    ValueModule() {
        super("makegood-values");
        addDeserializer(String.class, new StrictText());
        addDeserializer(Amount.class, new AmountJson.Reader());
        addSerializer(Amount.class, new AmountJson.Writer());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public @Nullable JsonDeserializer<?> findBeanDeserializer(
                    JavaType type, DeserializationConfig config, BeanDescription description) {
                TextForm<?> form = TextForm.of(type.getRawClass());
                return form == null ? null : new FormReader<>(form);
            }
        });
        context.addSerializers(new Serializers.Base() {
            @Override
            public @Nullable JsonSerializer<?> findSerializer(
                    SerializationConfig config, JavaType type, BeanDescription description) {
                Class<?> raw = type.getRawClass();
                Class<?> known = ZoneId.class.isAssignableFrom(raw) ? ZoneId.class : raw;
                return TextForm.of(known) == null ? null : new FormWriter(raw);
            }
        });
    }

    /** A text must be one, without NUL and lone surrogates, which the database could not keep. */
    private static final class StrictText extends StdScalarDeserializer<String> {

        StrictText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return text(parser, "must be a text");
        }

        static String text(JsonParser parser, String accepted) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new NotAcceptedException(parser, ProblemCode.INVALID_VALUE, accepted);
            }
            String text = parser.getText();
            for (int i = 0; i < text.length(); i++) {
                char symbol = text.charAt(i);
                if (symbol == 0) {
                    throw new NotAcceptedException(parser, ProblemCode.INVALID_VALUE, "must not contain NUL");
                }
                if (Character.isSurrogate(symbol)) {
                    if (!Character.isHighSurrogate(symbol)
                            || i + 1 == text.length()
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        throw new NotAcceptedException(
                                parser, ProblemCode.INVALID_VALUE, "must be valid Unicode, without lone surrogates");
                    }
                    i++;
                }
            }
            return text;
        }
    }

    private static final class FormReader<T> extends StdScalarDeserializer<T> {

        private final transient TextForm<T> form;

        FormReader(TextForm<T> form) {
            super(form.type());
            this.form = form;
        }

        /** Jackson would else look for the form anew whenever a type asks for it by itself. */
        @Override
        public boolean isCachable() {
            return true;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StrictText.text(parser, form.accepted());
            try {
                return form.parse(text);
            } catch (TextForm.NotOfFormException e) {
                throw new NotAcceptedException(parser, ProblemCode.INVALID_VALUE, e.accepted());
            }
        }
    }

    private static final class FormWriter extends StdScalarSerializer<Object> {

        FormWriter(Class<?> type) {
            super(type, false);
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }
}
