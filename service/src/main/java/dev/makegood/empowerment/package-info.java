/**
 * Empowerment: giving remedies, and who may still give how much.
 *
 * <p>It owns remedies as they were given, the headroom of agents, and the reading of agents and cost
 * centres. It may call {@code incident}, {@code code}, {@code credit}, {@code ledger}, {@code problem} and the
 * platform's HTTP and identity. It decides nothing: every limit is checked inside the ledger.
 */
@NullMarked
package dev.makegood.empowerment;

import org.jspecify.annotations.NullMarked;
