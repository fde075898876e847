/** Holds the schema to its rules: how it is spread, who may do what, and that every migration can be taken back. */
@NullMarked
package dev.makegood.schema;

import org.jspecify.annotations.NullMarked;
