package dev.makegood.problem;

/**
 * One fault of a request: a JSON pointer into the body (or {@code ?name} for a query parameter and
 * {@code header Name} for a header), and what would be accepted there. It never repeats the value.
 */
public record FieldError(String pointer, String detail) {}
