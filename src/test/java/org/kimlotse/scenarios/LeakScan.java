package org.kimlotse.scenarios;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Looks for texts in every column, text or bytes, of every table of the engine. */
public final class LeakScan {

    private final DataSource dataSource;

    public LeakScan(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Places as "table.column: marker", over all tables whose name starts with ACT_. */
    public List<String> findInEngine(Collection<String> markers) {
        List<String> places = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            List<String> tables = engineTables(connection);
            if (tables.size() < 40) {
                throw new IllegalStateException("only " + tables.size() + " engine tables seen: the scan is blind");
            }
            for (String table : tables) {
                try (var statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select * from " + table)) {
                    scan(table, rows, markers, places);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return places;
    }

    /** Places as "table.column: marker", over every table there is, our own included. */
    public List<String> findAnywhere(Collection<String> markers) {
        List<String> places = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            List<String> tables = tables(connection);
            if (tables.size() < 90) {
                throw new IllegalStateException("only " + tables.size() + " tables seen: the scan is blind");
            }
            for (String table : tables) {
                try (var statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select * from " + table)) {
                    scan(table, rows, markers, places);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return places;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names =
                connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (names.next()) {
                String schema = names.getString("TABLE_SCHEM");
                if (schema == null || schema.equalsIgnoreCase("public")) {
                    tables.add(names.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    private static List<String> engineTables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names =
                connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (names.next()) {
                String name = names.getString("TABLE_NAME");
                if (name.toUpperCase(Locale.ROOT).startsWith("ACT_")) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private static void scan(String table, ResultSet rows, Collection<String> markers, List<String> places)
            throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String text = textOf(rows, columns.getColumnType(i), i);
                if (text == null) {
                    continue;
                }
                for (String marker : markers) {
                    if (text.contains(marker)) {
                        places.add(table + "." + columns.getColumnName(i) + ": " + marker);
                    }
                }
            }
        }
    }

    private static String textOf(ResultSet rows, int type, int column) throws SQLException {
        boolean binary =
                type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY || type == Types.BLOB;
        if (!binary) {
            return rows.getString(column);
        }
        byte[] bytes = rows.getBytes(column);
        if (bytes == null) {
            return null;
        }
        return new String(bytes, StandardCharsets.UTF_8) + new String(bytes, StandardCharsets.UTF_16BE);
    }
}
