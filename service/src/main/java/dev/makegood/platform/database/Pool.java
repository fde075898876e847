package dev.makegood.platform.database;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.util.Duration;
import java.util.Map;

/** How a pool of connections is set up, the same for every database. */
record Pool(String name, int connections, boolean readOnly, Duration maxWait) {
    private static final Duration VALIDATION_INTERVAL = Duration.seconds(1);
    private static final Duration VALIDATION_TIMEOUT = Duration.seconds(2);

    /** What the driver is told unless the URL says otherwise, such as {@code prepareThreshold=0} for pgbouncer. */
    private Map<String, String> driverProperties() {
        return Map.of(
                "ApplicationName", "makegood-" + name,
                "prepareThreshold", "3",
                "preparedStatementCacheQueries", "256",
                "preparedStatementCacheSizeMiB", "8",
                "reWriteBatchedInserts", "true",
                "tcpKeepAlive", "true",
                "connectTimeout", "2",
                "socketTimeout", readOnly ? "90" : "30");
    }

    ManagedDataSource open(String url, String user, String password, MetricRegistry metrics) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass("org.postgresql.Driver");
        factory.setUrl(url);
        factory.setUser(user);
        factory.setPassword(password);
        factory.setProperties(driverProperties());
        factory.setInitialSize(0);
        factory.setMinSize(1);
        factory.setMaxSize(connections);
        factory.setMaxWaitForConnection(maxWait);
        // A connection is looked at before it is lent, at most once a second: a restarted server heals at once.
        factory.setCheckConnectionOnBorrow(true);
        factory.setCheckConnectionWhileIdle(true);
        factory.setValidationQuery("select 1");
        factory.setValidationQueryTimeout(VALIDATION_TIMEOUT);
        factory.setValidationInterval(VALIDATION_INTERVAL);
        factory.setReadOnlyByDefault(readOnly);
        factory.setRollbackOnReturn(true);
        return factory.build(metrics, name);
    }
}
