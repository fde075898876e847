package dev.makegood.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.ChangeSet;
import liquibase.database.OfflineConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** The changelog of the module {@code migrations}, and how far a database has followed it. */
final class Migrations {
    private static final String CHANGELOG = "db/changelog.yaml";
    private static final String ROLES = "/db/roles.sql";
    /** Held here, because a logger that nobody holds forgets its level. */
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    static {
        LIQUIBASE.setLevel(Level.WARNING);
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    private Migrations() {}

    /** Makes the roles where they are missing; the connection must be of somebody who may. */
    static void createRoles(Connection superuser) throws SQLException {
        try (InputStream script = Migrations.class.getResourceAsStream(ROLES);
                Statement statement = superuser.createStatement()) {
            if (script == null) {
                throw new IllegalStateException(ROLES + " is missing from the class path");
            }
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Applies what is missing, as the owner. {@code alone} says that no other process can be migrating, so that a lock
     * left by a killed one is taken away instead of waited for.
     */
    static void run(Connection owner, boolean alone) throws SQLException {
        try (Liquibase liquibase =
                new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), new JdbcConnection(owner))) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            if (alone) {
                liquibase.forceReleaseLocks();
            }
            liquibase.update(new Contexts());
        } catch (LiquibaseException e) {
            throw new DatabaseException("The database cannot be migrated: " + e.getMessage(), e);
        }
    }

    /** Lets the others see how far the database is, which decides whether the service is ready. */
    static void publishProgress(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("grant select on databasechangelog to makegood_app, makegood_reader");
        }
    }

    /** The change sets that this version of the service knows, by file, id and author. */
    static Set<String> known() {
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

    /** Which of the known change sets this database lacks. */
    static List<String> missing(Connection connection, Set<String> known) throws SQLException {
        Set<String> missing = new HashSet<>(known);
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
