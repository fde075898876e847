package dev.makegood.platform;

import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.dropwizard.util.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.ShutdownThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step of a stop: readiness says no, and the service goes on answering for as long as a balancer needs to
 * notice. Then Jetty refuses what is new, waits for what it accepted, and the ledger and the database stop in turn.
 */
final class Drain extends AbstractLifeCycle implements ServerLifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Readiness readiness;
    private final Duration delay;

    Drain(Readiness readiness, Duration delay) {
        this.readiness = readiness;
        this.delay = delay;
    }

    @Override
    public void serverStarted(Server server) {
        try {
            start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        // Before the server itself, which Jetty has registered already.
        ShutdownThread.register(0, this);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle stopping) {
                readiness.drain();
                ShutdownThread.deregister(Drain.this);
            }
        });
    }

    @Override
    protected void doStop() throws InterruptedException {
        readiness.drain();
        LOG.info("Stopping: not ready from now on, answering for {} more", delay);
        Thread.sleep(delay.toMilliseconds());
    }
}
