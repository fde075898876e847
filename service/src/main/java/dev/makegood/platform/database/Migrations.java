package dev.makegood.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.ChangeSet;
import liquibase.database.OfflineConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** The changelog of the module {@code migrations}, and how far a database has followed it. */
final class Migrations {
    private static final String CHANGELOG = "db/changelog.yaml";
    private static final String ROLES = "/db/roles.sql";
    private static final Pattern NAMED_FILE = Pattern.compile("db/[\\w/-]+\\.(sql|csv)");
    /** Held here, because a logger that nobody holds forgets its level. */
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    static {
        LIQUIBASE.setLevel(Level.WARNING);
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    private Migrations() {}

    /** Makes the roles where they are missing; the connection must be of somebody who may. */
    static void createRoles(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(new String(resource(ROLES), StandardCharsets.UTF_8));
        }
    }

    /**
     * Applies what is missing, as the owner. {@code alone} says that no other process can be migrating, so that a lock
     * left by a killed one is taken away instead of waited for.
     */
    static void run(Connection owner, boolean alone) throws SQLException {
        if (isCurrent(owner)) {
            return;
        }
        JdbcConnection connection = new JdbcConnection(owner);
        try {
            Liquibase liquibase = new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), connection);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            // Its progress goes to the log, not to the output of whichever command runs it.
            Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> {
                if (alone) {
                    liquibase.forceReleaseLocks();
                }
                liquibase.update(new Contexts());
            });
        } catch (Exception e) {
            throw new DatabaseException("The database cannot be migrated: " + e.getMessage(), e);
        }
        publishProgress(owner);
    }

    /** Whether this very changelog was applied last; a look that spares Liquibase's seconds at each start. */
    static boolean isCurrent(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select obj_description(to_regclass('public.databasechangelog'), 'pg_class') = ?")) {
            statement.setString(1, digest());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Lets the others see how far the database is, which decides whether the service is ready. */
    private static void publishProgress(Connection owner) throws SQLException {
        owner.setAutoCommit(true);
        try (Statement statement = owner.createStatement()) {
            statement.execute("grant select on public.databasechangelog to makegood_app, makegood_reader");
            statement.execute("comment on table public.databasechangelog is '" + digest() + "'");
        }
    }

    /** Of the changelog and every file that it names. */
    private static String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] changelog = resource("/" + CHANGELOG);
            digest.update(changelog);
            Matcher files = NAMED_FILE.matcher(new String(changelog, StandardCharsets.UTF_8));
            while (files.find()) {
                digest.update(resource("/" + files.group()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Migrations.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The change sets that this version of the service knows, by file, id and author. */
    private static Set<String> known() {
        ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor();
        try (Liquibase liquibase =
                new Liquibase(CHANGELOG, resources, new OfflineConnection("offline:postgresql", resources))) {
            Set<String> known = new HashSet<>();
            for (ChangeSet set : liquibase.getDatabaseChangeLog().getChangeSets()) {
                known.add(set.toString(false));
            }
            return known;
        } catch (LiquibaseException e) {
            throw new IllegalStateException("The changelog cannot be read.", e);
        }
    }

    /** Which of the known change sets this database lacks; that it has more, of a later version, is no fault. */
    static List<String> missing(Connection connection) throws SQLException {
        if (isCurrent(connection)) {
            return List.of();
        }
        Set<String> missing = known();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select filename, id, author from databasechangelog")) {
            while (rows.next()) {
                missing.remove(rows.getString(1) + "::" + rows.getString(2) + "::" + rows.getString(3));
            }
        } catch (SQLException e) {
            if (!"42P01".equals(e.getSQLState())) {
                throw e;
            }
        }
        return missing.stream().sorted().toList();
    }
}
