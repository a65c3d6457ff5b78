package org.kimlotse.takeover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Texts;

/**
 * A row as it was read, waiting to be checked.
 *
 * @param cells by the key of the column; of columns Lotse knows only
 * @param tooMany something stands behind the last heading
 */
record RawRow(Map<String, String> cells, boolean tooMany) {

    /** No cell that can be right is as long; what is kept of a row has its limits. */
    private static final int LONGEST_CELL = 20_000;

    private static final int LONGEST_ROW = 200_000;
    private static final int SHORTENED = 300;

    RawRow {
        cells = Map.copyOf(cells);
    }

    static RawRow of(CsvFile.Row row, List<@Nullable Column> columns) {
        Map<String, String> cells = new LinkedHashMap<>();
        boolean tooMany = false;
        for (int i = 0; i < row.cells().size(); i++) {
            Column column = i < columns.size() ? columns.get(i) : null;
            String text = Texts.oneLine(row.cells().get(i));
            if (column != null && !text.isEmpty()) {
                cells.put(column.key(), cut(text, LONGEST_CELL));
            } else if (i >= columns.size() && !text.isEmpty()) {
                tooMany = true;
            }
        }
        if (cells.values().stream().mapToInt(String::length).sum() > LONGEST_ROW) {
            cells.replaceAll((key, text) -> cut(text, SHORTENED));
        }
        return new RawRow(cells, tooMany);
    }

    String cell(String key) {
        return cells.getOrDefault(key, "");
    }

    private static String cut(String text, int most) {
        return Texts.length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /** Says nothing about the person. */
    @Override
    public String toString() {
        return "RawRow[" + cells.size() + " cells]";
    }
}
