package dev.makegood.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.finance.Check;
import dev.makegood.platform.database.Database;
import dev.makegood.platform.database.DatabaseException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends the whole service in the middle of its work, killed or politely, and counts what is left. */
class EndedServiceHttpTest {
    private static final int KILLS = 5;
    private static final int CLIENTS = 8;
    private static final int ANSWERS_BEFORE_THE_END = 40;
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final int KILLED_BY_SIGTERM = 143;

    @TempDir
    private Path folder;

    private final AtomicInteger keys = new AtomicInteger();
    /** By key, the remedies that the service said it had given. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private ServiceProcess service;
    private String token;

    @BeforeEach
    void start() throws Exception {
        service = new ServiceProcess(folder);
        service.start(ServiceProcess.LONGEST_FIRST_START);
        token = service.token();
    }

    @AfterEach
    void end() throws Exception {
        service.end();
    }

    @Test
    void after_each_kill_every_acknowledged_remedy_is_there_once() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            ExecutorService clients = giveFromAllSides();
            service.kill();
            awaitEnd(clients);
            service.start(longestStart());
            for (int key = 1; key <= keys.get(); key++) {
                askAgain("key-" + key);
            }
            verify(keys.get());
        }
    }

    @Test
    void a_polite_end_says_not_ready_answers_all_that_it_took_and_leaves_a_clean_database() throws Exception {
        assertThatThrownBy(() -> Database.open(service.database(), new SecureRandom()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("in use by another Makegood, process ");
        assertThat(service.readiness().statusCode()).isEqualTo(200);
        ExecutorService clients = giveFromAllSides();
        service.terminate();
        service.await(() -> isDraining());
        int whenDraining = acknowledged.size();
        service.await(() -> acknowledged.size() > whenDraining);
        assertThat(service.exitCode()).isEqualTo(KILLED_BY_SIGTERM);
        awaitEnd(clients);
        assertThat(folder.resolve("database/data/postmaster.pid")).doesNotExist();
        assertThat(Files.readString(service.log())).doesNotContain("\"ERROR\"");

        service.start(longestStart());
        verify(acknowledged.size());
    }

    /** Of a machine to itself; what else runs on it takes its share. */
    private static Duration longestStart() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double share = Math.max(1, load / Runtime.getRuntime().availableProcessors());
        return Duration.ofMillis((long) (LONGEST_START.toMillis() * share));
    }

    private ExecutorService giveFromAllSides() throws IOException {
        int enough = acknowledged.size() + ANSWERS_BEFORE_THE_END;
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(this::giveUntilItEnds);
        }
        service.await(() -> acknowledged.size() >= enough);
        return clients;
    }

    private static void awaitEnd(ExecutorService clients) throws InterruptedException {
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** One remedy after the other, each under a key of its own, until the service answers no more. */
    private void giveUntilItEnds() {
        try {
            while (true) {
                String key = "key-" + keys.incrementAndGet();
                HttpResponse<String> answer = service.give(key, token);
                if (answer.statusCode() != 201) {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                    return;
                }
                acknowledged.put(key, ServiceProcess.remedyOf(answer));
            }
        } catch (IOException e) {
            // Ended: what was under way may have been given or not.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askAgain(String key) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.give(key, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String known = acknowledged.put(key, ServiceProcess.remedyOf(answer));
        if (known != null) {
            assertThat(ServiceProcess.remedyOf(answer)).isEqualTo(known);
            assertThat(answer.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        }
    }

    private boolean isDraining() {
        try {
            HttpResponse<String> answer = service.readiness();
            return answer.statusCode() == 503 && answer.body().contains("\"draining\":true");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As many remedies as were given and not one more, and everything derived again agrees. */
    private void verify(int given) throws Exception {
        try (Database database = Database.attach(service.database(), new SecureRandom());
                Connection reader = database.connectAsReader()) {
            try (Statement statement = reader.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from credit")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(acknowledged.size()).isEqualTo(given);
            }
            assertThat(Check.run(reader).findings()).isEmpty();
        }
    }
}
