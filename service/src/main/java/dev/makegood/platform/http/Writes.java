package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.makegood.ledger.Code;
import java.io.IOException;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Write} of each request that needs an idempotency key. */
final class Writes implements ValueParamProvider {

    private final RequestKeys keys;
    private final ObjectWriter canonical;

    /** @param json whose forms of values the canonical body has, with sorted fields and without nulls */
    Writes(RequestKeys keys, ObjectMapper json) {
        this.keys = keys;
        ObjectMapper sorted = ((JsonMapper) json.copy())
                .rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        // Two codes with the same end are two requests, though elsewhere a code is written masked.
        sorted.registerModule(new SimpleModule().addSerializer(Code.class, new StdScalarSerializer<>(Code.class) {
            @Override
            public void serialize(Code code, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(code.symbols());
            }
        }));
        this.canonical = sorted.writer();
    }

    RequestKeys keys() {
        return keys;
    }

    ObjectWriter canonical() {
        return canonical;
    }

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        if (!parameter.isAnnotationPresent(Keyed.class) || parameter.getRawType() != Write.class) {
            return null;
        }
        return request -> new Write(
                this,
                IdempotencyKey.ofHeader(request.getHeaderString(IdempotencyKey.HEADER)),
                request.getMethod(),
                request.getPath(false));
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
