package org.kimlotse.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kimlotse.shared.Refused;

class CsvFileTest {

    private static final int MOST = 100;

    private static CsvFile read(String text, Charset charset) {
        return CsvFile.read(text.getBytes(charset), MOST);
    }

    static Stream<Arguments> spellings() {
        String text = "Vorname;Familienname;Gemeinde\r\nJürgen;Groß;Königswinter\r\n";
        Charset windows = Charset.forName("windows-1252");
        return Stream.of(
                Arguments.of(text, StandardCharsets.UTF_8, "UTF-8, getrennt mit Semikolon"),
                Arguments.of("\uFEFF" + text, StandardCharsets.UTF_8, "UTF-8, getrennt mit Semikolon"),
                Arguments.of(text, StandardCharsets.ISO_8859_1, "Windows-1252 (Latin-1), getrennt mit Semikolon"),
                Arguments.of(text, windows, "Windows-1252 (Latin-1), getrennt mit Semikolon"),
                Arguments.of("\uFEFF" + text.replace(';', '\t'), StandardCharsets.UTF_16LE, "UTF-16, getrennt mit Tab"),
                Arguments.of("\uFEFF" + text, StandardCharsets.UTF_16BE, "UTF-16, getrennt mit Semikolon"),
                Arguments.of(text.replace(';', ','), StandardCharsets.UTF_8, "UTF-8, getrennt mit Komma"),
                Arguments.of(text.replace(';', '\t'), StandardCharsets.UTF_8, "UTF-8, getrennt mit Tabulator"),
                Arguments.of(text.replace("\r\n", "\n"), StandardCharsets.UTF_8, "getrennt mit Semikolon"),
                Arguments.of(text.replace("\r\n", "\r"), StandardCharsets.UTF_8, "getrennt mit Semikolon"),
                Arguments.of("sep=;\r\n" + text, windows, "getrennt mit Semikolon"),
                Arguments.of("\uFEFFSEP=,\r\n" + text.replace(';', ','), StandardCharsets.UTF_8, "getrennt mit Komma"),
                Arguments.of("sep=\t\r\n" + text.replace(';', '\t'), StandardCharsets.UTF_8, "mit Tabulator"),
                Arguments.of(
                        "\"Vorname\" ; \"Familienname\";Gemeinde\r\n \"Jürgen\";\"Groß\" ;Königswinter",
                        StandardCharsets.UTF_8,
                        "Semikolon"));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void readsWhatSpreadsheetsWrite(String text, Charset charset, String readAs) {
        CsvFile file = read(text, charset);

        assertThat(file.header()).containsExactly("Vorname", "Familienname", "Gemeinde");
        assertThat(file.rows()).containsExactly(new CsvFile.Row(2, List.of("Jürgen", "Groß", "Königswinter")));
        assertThat(file.readAs()).contains(readAs);
    }

    @Test
    void quotedCellsMayHoldSeparatorsQuotesAndLinesAndRowsCountAsInTheSpreadsheet() {
        CsvFile file = read(
                "Familienname;Telefon\n\"Al \"\"Amin\"\"; der\nÄltere\";1\n;\n\n\"Zwei\";2\n", StandardCharsets.UTF_8);

        assertThat(file.rows())
                .containsExactly(
                        new CsvFile.Row(2, List.of("Al \"Amin\"; der\nÄltere", "1")),
                        new CsvFile.Row(5, List.of("Zwei", "2")));
    }

    @Test
    void aQuoteThatIsNeverClosedIsToldWithItsRow() {
        assertThatThrownBy(() -> read("Familienname\nEins\n\"Zwei\nDrei\n", StandardCharsets.UTF_8))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Zeile 3")
                .hasMessageContaining("Anführungszeichen");
    }

    @Test
    void whatIsNoTableIsRefusedAsAWhole() {
        assertThatThrownBy(() -> CsvFile.read(new byte[] {'P', 'K', 3, 4, 20, 0}, MOST))
                .hasMessageContaining("Excel-Datei");
        assertThatThrownBy(() -> CsvFile.read(new byte[] {'a', 0, 'b'}, MOST)).hasMessageContaining("keine Textdatei");
        assertThatThrownBy(
                        () -> CsvFile.read(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xFC}, MOST))
                .hasMessageContaining("sagt, sie sei UTF-8");
        assertThatThrownBy(() -> read("", StandardCharsets.UTF_8)).hasMessageContaining("leer");
        assertThatThrownBy(() -> read("Vorname;Familienname\n;\n", StandardCharsets.UTF_8))
                .hasMessageContaining("nur die Kopfzeile");
        assertThatThrownBy(() -> read("Familienname\n" + "A\n".repeat(MOST + 1), StandardCharsets.UTF_8))
                .hasMessageContaining("mehr als 100 Zeilen");
        assertThat(read("Familienname\n" + "A\n".repeat(MOST), StandardCharsets.UTF_8)
                        .rows())
                .hasSize(MOST);
    }

    @Test
    void aHeadingIsFoundHoweverItIsWritten() {
        assertThat(Column.ofHeader(" GEBURTSDATUM * ").map(Column::key)).contains("birthDate");
        assertThat(Column.ofHeader("Fallführung").map(Column::key)).contains("caseManager");
        assertThat(Column.ofHeader("Notiz")).isEmpty();
        assertThat(Column.ofHeader("")).isEmpty();
        assertThat(Column.ALL.stream().map(Column::header)).doesNotHaveDuplicates();
        assertThat(Column.ALL)
                .allSatisfy(c -> assertThat(Column.ofHeader(c.header())).contains(c));
    }

    @Test
    void noCellOfAReportIsAFormula() {
        assertThat(Takeovers.csvLine(List.of("=HYPERLINK(\"x\")", "+49", "-1", "@a", "Zeile", "")))
                .isEqualTo("\"'=HYPERLINK(\"\"x\"\")\";\"'+49\";\"'-1\";\"'@a\";\"Zeile\";\"\"\r\n");
    }
}
