package org.kimlotse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a piece of work asked of the database: the statements of this thread and the rows they returned. */
public final class Statements {

    /** @param rows rows the statement returned, or that it changed */
    public record Executed(String sql, int rows) {}

    private static final ThreadLocal<List<Executed>> RECORDING = new ThreadLocal<>();

    private Statements() {}

    /** The statements that the work executed in this thread, in order. */
    public static List<Executed> of(Runnable work) {
        List<Executed> executed = new ArrayList<>();
        RECORDING.set(executed);
        try {
            work.run();
        } finally {
            RECORDING.remove();
        }
        return executed;
    }

    private static Connection watched(Connection connection) {
        return proxy(Connection.class, connection, (name, arguments, result) -> {
            if (result instanceof PreparedStatement statement && name.equals("prepareStatement")) {
                return watched(statement, (String) arguments[0]);
            }
            return result;
        });
    }

    private static PreparedStatement watched(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, statement, (name, arguments, result) -> {
            List<Executed> recording = RECORDING.get();
            if (recording == null) {
                return result;
            }
            if (name.equals("executeUpdate") && result instanceof Integer rows) {
                recording.add(new Executed(sql, rows));
            } else if (name.equals("executeQuery") && result instanceof ResultSet rows) {
                recording.add(new Executed(sql, 0));
                return watched(rows, recording, recording.size() - 1, sql);
            } else if (name.equals("execute")) {
                recording.add(new Executed(sql, 0));
            }
            return result;
        });
    }

    private static ResultSet watched(ResultSet rows, List<Executed> recording, int index, String sql) {
        return proxy(ResultSet.class, rows, (name, arguments, result) -> {
            if (name.equals("next") && Boolean.TRUE.equals(result)) {
                recording.set(index, new Executed(sql, recording.get(index).rows() + 1));
            }
            return result;
        });
    }

    private interface After {
        Object call(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(
                Statements.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.call(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    @TestConfiguration
    public static class Configuration {

        @Bean
        static BeanPostProcessor watchedDataSource() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource dataSource ? new Watched(dataSource) : bean;
                }
            };
        }
    }

    private static final class Watched extends DelegatingDataSource {

        Watched(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return RECORDING.get() == null ? connection : watched(connection);
        }
    }
}
