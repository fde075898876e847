package dev.makegood.ledger.writer;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;

/** Real connections, of which one breaks at the moment that a test chooses. */
final class Broken implements DataSource {

    /** Where the next connection that gets there breaks. */
    enum Where {
        NOWHERE,
        /** The server never hears of the commit. */
        BEFORE_COMMIT,
        /** The server has committed, and its answer is lost. */
        AFTER_COMMIT,
        /** The commit is certain, and the look for earlier answers fails. */
        BEHIND_COMMIT,
        /** A setting is written, and what comes is no exception. */
        WITH_AN_ERROR
    }

    private static final String CONNECTION_FAILURE = "08006";

    private final DataSource whole;
    private final AtomicReference<Where> next = new AtomicReference<>(Where.NOWHERE);

    Broken(DataSource whole) {
        this.whole = whole;
    }

    void breaks(Where where) {
        next.set(where);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection pooled = whole.getConnection();
        BaseConnection broken = breaking(pooled.unwrap(BaseConnection.class), pooled);
        // The lanes work on the driver's connection beneath the pool's, so that is the one that breaks.
        return (Connection) Proxy.newProxyInstance(
                Broken.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("unwrap") ? broken : call(pooled, method, arguments));
    }

    private BaseConnection breaking(BaseConnection connection, Connection pooled) {
        return (BaseConnection) Proxy.newProxyInstance(
                Broken.class.getClassLoader(), new Class<?>[] {BaseConnection.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.equals("commit") && breaksAt(Where.BEFORE_COMMIT)) {
                        pooled.rollback();
                        throw cut(pooled);
                    }
                    if (name.equals("prepareStatement")
                            && String.valueOf(arguments[0]).contains("from idempotency_key where")
                            && breaksAt(Where.BEHIND_COMMIT)) {
                        throw cut(pooled);
                    }
                    if (name.equals("prepareStatement")
                            && String.valueOf(arguments[0]).startsWith("update settings")
                            && breaksAt(Where.WITH_AN_ERROR)) {
                        throw new AssertionError("the driver fell down");
                    }
                    Object result = call(connection, method, arguments);
                    if (name.equals("commit") && breaksAt(Where.AFTER_COMMIT)) {
                        throw cut(pooled);
                    }
                    return result;
                });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private boolean breaksAt(Where where) {
        return next.compareAndSet(where, Where.NOWHERE);
    }

    private static SQLException cut(Connection connection) throws SQLException {
        connection.close();
        return new SQLException("the connection broke", CONNECTION_FAILURE);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return whole.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        whole.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        whole.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return whole.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return whole.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return whole.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return whole.isWrapperFor(type);
    }
}
