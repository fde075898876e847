/**
 * The contract in tests: a client that holds every exchange against {@code openapi.yaml}.
 *
 * <p>It owns the reading of the document, the client that HTTP tests use, and the tests of the whole
 * interface: routes, roles, statuses. It knows the document and the wire, and none of the resources.
 */
@NullMarked
package dev.makegood.contract;

import org.jspecify.annotations.NullMarked;
