package dev.makegood.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads and writes our own types as JSON, in place of the general provider, which looks up annotations
 * and views for each request. It reads no body of more than {@link #MAX_BYTES}, announced or not.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Priority(JsonBodies.BEFORE_THE_GENERAL_PROVIDER)
public final class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    /** The largest body of a request, in bytes, after any decompression. */
    public static final int MAX_BYTES = 64 * 1024;

    static final int BEFORE_THE_GENERAL_PROVIDER = 1;

    private final ObjectMapper json;
    private final JsonFault faults;
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

    public JsonBodies(ObjectMapper json) {
        this.json = json;
        this.faults = new JsonFault(json);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return ours(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return ours(type) || Map.class.isAssignableFrom(type);
    }

    private static boolean ours(Class<?> type) {
        return type.getName().startsWith("dev.makegood.");
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw ProblemException.of(
                            ProblemCode.PAYLOAD_TOO_LARGE, "A body may have " + MAX_BYTES + " bytes and no more.")
                    .header("Connection", "close");
        }
        return parse(bytes, generic);
    }

    Object parse(byte[] bytes, Type type) throws IOException {
        ObjectReader reader = readers.computeIfAbsent(type, key -> json.readerFor(json.constructType(key)));
        try (JsonParser parser = reader.createParser(bytes)) {
            try {
                Object value = reader.readValue(parser);
                if (value == null) {
                    throw ProblemException.of(ProblemCode.INVALID_VALUE).at("", "must be an object");
                }
                return value;
            } catch (JacksonException e) {
                throw faults.explain(e, parser);
            } catch (IOException e) {
                // Bytes in memory cannot fail to be read, so this is text that is not UTF-8.
                throw new ProblemException(ProblemCode.MALFORMED_JSON, "The body is not valid UTF-8.");
            }
        }
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] bytes =
                writers.computeIfAbsent(value.getClass(), json::writerFor).writeValueAsBytes(value);
        out.write(bytes);
    }
}
