package org.kimlotse.sample;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.kimlotse.shared.SampleData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Empties a database of samples before its tables are made, when started with {@code lotse.reset-sample-data=true}: the
 * sample cases then lie around today again. Refuses to start where there is no sample data, because everything in the database
 * is lost.
 */
@Configuration(proxyBeanMethods = false)
class SampleReset {

    private static final Logger LOG = LoggerFactory.getLogger(SampleReset.class);

    @Bean
    static BeanPostProcessor resetOfSampleData(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof SpringLiquibase liquibase
                        && environment.getProperty("lotse.reset-sample-data", Boolean.class, false)) {
                    if (!SampleData.of(environment).users()) {
                        throw new IllegalStateException(
                                "lotse.reset-sample-data=true löscht die ganze Datenbank und geht nur mit Beispieldaten"
                                        + " (lotse.sample-data=true). Bitte ohne diese Einstellung starten.");
                    }
                    LOG.warn("Die Beispieldaten werden zurückgesetzt: die Datenbank wird geleert.");
                    empty(liquibase.getDataSource());
                }
                return bean;
            }
        };
    }

    /** Before Liquibase takes its lock: what it empties itself takes along the lock it wants to give back afterwards. */
    private static void empty(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                statement.execute("drop all objects");
                return;
            }
            for (String table : tables(connection)) {
                statement.execute("drop table if exists " + statement.enquoteIdentifier(table, true) + " cascade");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Die Datenbank konnte nicht geleert werden.", e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        return tables;
    }
}
