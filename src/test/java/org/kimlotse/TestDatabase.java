package org.kimlotse;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context of the tests an empty database: H2, or PostgreSQL with -Dlotse.test.database=postgres. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static EmbeddedPostgres postgres;

    public static boolean isPostgres() {
        return "postgres".equals(System.getProperty("lotse.test.database"));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String name = "lotse_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        if (isPostgres()) {
            TestPropertyValues.of(
                            "spring.datasource.url=" + createDatabase(name),
                            "spring.datasource.username=postgres",
                            "spring.datasource.password=postgres")
                    .applyTo(context);
        } else {
            TestPropertyValues.of("spring.datasource.url=jdbc:h2:mem:" + name
                            + ";DB_CLOSE_DELAY=-1;DEFAULT_NULL_ORDERING=HIGH")
                    .applyTo(context);
        }
    }

    private static synchronized String createDatabase(String name) {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("encoding", "UTF-8")
                        .setServerConfig("max_connections", "200")
                        // A suite fills empty tables within seconds; the planner must hear of it, as it has in a house
                        // in use.
                        .setServerConfig("autovacuum_naptime", "1s")
                        .start();
            }
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return postgres.getJdbcUrl("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
