package org.kimlotse.takeover;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Refused;

/**
 * A file as spreadsheets write it, whatever they were told: UTF-8 or UTF-16 with a mark at the beginning, UTF-8 without,
 * Windows-1252; separated by semicolon, comma or tab; with Excel's own {@code sep=} line or without.
 *
 * @param rows without empty ones; a row has the number that a spreadsheet shows for it, the heading being row 1
 * @param readAs one German sentence on how the file was read
 */
record CsvFile(List<String> header, List<Row> rows, String readAs) {

    record Row(int number, List<String> cells) {

        /** Says nothing about the person. */
        @Override
        public String toString() {
            return "Row[" + number + "]";
        }
    }

    private record Text(String text, String charset) {}

    private static final Map<Character, String> SEPARATORS = Map.of(';', "Semikolon", ',', "Komma", '\t', "Tabulator");
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\\A\"?(?i:sep)=([;,\\t])\"?[^\\S\\n\\t]*(\\r\\n|\\n|\\r)");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** @throws Refused in German if this is no such file, or one with more rows than that */
    static CsvFile read(byte[] bytes, int mostRows) {
        Text decoded = decode(bytes);
        String text = decoded.text();
        Character separator = null;
        Matcher said = SEPARATOR_LINE.matcher(text);
        if (said.find()) {
            separator = said.group(1).charAt(0);
            text = text.substring(said.end());
        }
        if (text.isBlank()) {
            throw new Refused("Die Datei ist leer. Bitte füllen Sie die Vorlage aus.");
        }
        char used = separator == null ? likely(text) : separator;
        CsvFile file = parse(
                text,
                used,
                "Gelesen als %s, getrennt mit %s."
                        .formatted(decoded.charset(), Objects.requireNonNull(SEPARATORS.get(used))),
                mostRows);
        if (file.rows().isEmpty()) {
            throw new Refused("In der Datei steht nur die Kopfzeile. Bitte tragen Sie die Fälle darunter ein.");
        }
        return file;
    }

    private static Text decode(byte[] bytes) {
        if (begins(bytes, 'P', 'K', 3, 4) || begins(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new Refused(
                    "Das ist eine Excel-Datei. Bitte wählen Sie in Excel „Speichern unter“ und dort „CSV UTF-8 (durch Trennzeichen getrennt)“.");
        }
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return new Text(strictly(bytes, 3, StandardCharsets.UTF_8, "UTF-8"), "UTF-8");
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return new Text(strictly(bytes, 2, StandardCharsets.UTF_16LE, "UTF-16"), "UTF-16");
        }
        if (begins(bytes, 0xFE, 0xFF)) {
            return new Text(strictly(bytes, 2, StandardCharsets.UTF_16BE, "UTF-16"), "UTF-16");
        }
        for (byte b : bytes) {
            if (b == 0) {
                throw new Refused("Das ist keine Textdatei. Bitte speichern Sie die Tabelle als CSV.");
            }
        }
        try {
            return new Text(decode(bytes, 0, StandardCharsets.UTF_8), "UTF-8");
        } catch (CharacterCodingException notUtf8) {
            return new Text(new String(bytes, WINDOWS), "Windows-1252 (Latin-1)");
        }
    }

    private static String strictly(byte[] bytes, int from, Charset charset, String name) {
        try {
            return decode(bytes, from, charset);
        } catch (CharacterCodingException damaged) {
            throw new Refused(
                    "Die Datei sagt, sie sei %s, und ist es nicht. Bitte speichern Sie die Tabelle noch einmal als „CSV UTF-8“."
                            .formatted(name));
        }
    }

    private static String decode(byte[] bytes, int from, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                .toString();
    }

    private static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** The separator under which the first line holds most of the headings Lotse knows. */
    private static char likely(String text) {
        int end = text.indexOf('\n') < 0 ? text.indexOf('\r') : text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char best = ';';
        long most = -1;
        for (char candidate : new char[] {';', ',', '\t'}) {
            long known = List.of(first.split(Pattern.quote(String.valueOf(candidate)), -1)).stream()
                    .filter(h -> Column.ofHeader(h).isPresent())
                    .count();
            if (known > most) {
                best = candidate;
                most = known;
            }
        }
        return best;
    }

    private static CsvFile parse(String text, char separator, String readAs, int mostRows) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get();
        @Nullable List<String> header = null;
        List<Row> rows = new ArrayList<>();
        int number = 0;
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord found = records.next();
                number++;
                if (found.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (header == null) {
                    header = found.toList();
                } else if (rows.size() == mostRows) {
                    throw new Refused(
                            "Die Datei hat mehr als %,d Zeilen. Bitte teilen Sie sie auf; was schon übernommen ist, wird erkannt."
                                    .formatted(mostRows)
                                    .replace(',', '.'));
                } else {
                    rows.add(new Row(number, found.toList()));
                }
            }
        } catch (IOException | UncheckedIOException broken) {
            throw new Refused(
                    "Zeile %d lässt sich nicht lesen: Ein Anführungszeichen ist nicht geschlossen, oder nach dem schließenden steht noch etwas. Bitte prüfen Sie diese und die folgende Zeile."
                            .formatted(number + 1));
        }
        return new CsvFile(header == null ? List.of() : header, List.copyOf(rows), readAs);
    }
}
