package dev.makegood.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the following page; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {}
