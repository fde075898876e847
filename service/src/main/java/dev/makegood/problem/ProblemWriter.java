package dev.makegood.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a problem as JSON, its facts by the same rules as any response of the service. */
public final class ProblemWriter {

    private final ObjectMapper json;

    public ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    byte[] write(Problem problem) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", problem.code().type());
            out.writeStringField("title", problem.code().title());
            out.writeNumberField("status", problem.code().status());
            out.writeStringField("detail", problem.detail());
            if (problem.instance() != null) {
                out.writeStringField("instance", problem.instance());
            }
            out.writeStringField("code", problem.code().reason());
            out.writeStringField("traceId", problem.traceId());
            if (!problem.errors().isEmpty()) {
                writeErrors(out, problem);
            }
            for (var fact : problem.facts().entrySet()) {
                out.writeFieldName(fact.getKey());
                json.writeValue(out, fact.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeErrors(JsonGenerator out, Problem problem) throws IOException {
        out.writeArrayFieldStart("errors");
        for (FieldError error : problem.errors()) {
            out.writeStartObject();
            out.writeStringField("pointer", error.pointer());
            out.writeStringField("detail", error.detail());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
