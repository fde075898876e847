package dev.makegood.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a submission. Accepted and refused are in the journal; the others wrote nothing. */
public sealed interface Outcome {

    /**
     * Done and durable: the command's own entry, with the incident that it found on its way. Replayed: the
     * answer of an earlier time, read from the journal, which may find nothing beside the entry. New codes
     * are with the first answer only: nobody else ever sees them.
     */
    record Accepted(Entry entry, boolean replayed, @Nullable Found found, Map<CreditId, Code> codes)
            implements Outcome {

        public Accepted {
            codes = Map.copyOf(codes);
        }

        public Accepted(Entry entry, boolean replayed) {
            this(entry, replayed, null, Map.of());
        }
    }

    /** An incident that stood before, and the company's number of its customer. */
    record Found(Incident incident, CustomerNumber customer) {}

    /** A "no", journalled with its facts. */
    record Refused(Entry entry, boolean replayed) implements Outcome {}

    /** A customer's credits were touched and nothing was due. */
    record Unchanged() implements Outcome {}

    /** What would have become of it: accepted or refused, and nothing was written. */
    record Judged(Outcome outcome) implements Outcome {}

    /** What the command's path names does not exist, or is not the caller's. */
    record NotFound() implements Outcome {}

    /** The key was bound by another request. */
    record KeyReused() implements Outcome {}

    /** The first request with this key still runs somewhere. */
    record KeyBusy() implements Outcome {}

    /** The queue in front of the lanes is full; nothing was written. */
    record QueueFull() implements Outcome {}

    /** The commit could not be confirmed: the same key asks again. */
    record Unknown() implements Outcome {}
}
