package dev.makegood.ledger.writer;

import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.CustomerNumber;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lane's memory of customers' keys, which never change; the least lately used is forgotten. */
final class CustomerKeys {

    private static final int REMEMBERED = 50_000;

    private final Ids ids;
    private final InstantSource clock;
    private final Map<CustomerNumber, CustomerId> keys = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CustomerNumber, CustomerId> eldest) {
            return size() > REMEMBERED;
        }
    };

    CustomerKeys(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    @Nullable
    CustomerId get(CustomerNumber number) {
        return keys.get(number);
    }

    void put(CustomerNumber number, CustomerId key) {
        keys.put(number, key);
    }

    UUID fresh() {
        return ids.next(clock.instant());
    }
}
