package org.kimlotse.engine.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** What can be wrong with a form file, in words for its owner. */
final class FormFaults {

    static final String NOT_A_FORM = "Die Datei ist kein Formular (es fehlt \"components\").";
    static final String GROUP_WITH_PATH =
            "Gruppen mit eigenem Pfad werden nicht unterstützt; bitte das Feld \"Path\" der Gruppe leeren.";
    static final String LIST_WITHOUT_PATH = "Die Liste braucht im Feld \"Path\" einen Namen ohne Punkte.";
    static final String DOTTED_KEY = "Der Schlüssel des Feldes darf keine Punkte enthalten.";
    static final String FIELD_WITHOUT_KEY = "Das Feld braucht einen Schlüssel (\"Key\") aus Buchstaben und Ziffern.";
    static final String ONLY_DATES = "Nur Datumsfelder ohne Uhrzeit werden unterstützt.";
    static final String KEY_TWICE = "Zwei Felder verschiedener Art benutzen denselben Schlüssel.";

    static final String PATTERN_TOO_LARGE =
            "Das Muster (\"pattern\") ist zu groß: höchstens 300 Zeichen und zusammen höchstens 5.000 gezählte Wiederholungen.";
    static final String EXPRESSION_OPTIONS =
            "Eine Auswahl aus einem Ausdruck kann der Server nicht prüfen. Bitte geben Sie die Werte im Formular an.";
    static final String NO_OPTIONS = "Die Auswahl bietet keine Werte an.";

    private FormFaults() {}

    static String noNumber(String limit, String value) {
        return "Die Grenze \"%s\" ist keine Zahl: \"%s\". Ausdrücke sind hier nicht möglich."
                .formatted(limit, shortened(value));
    }

    static String noLength(String limit, String value) {
        return "Die Grenze \"%s\" ist keine Anzahl von Zeichen: \"%s\".".formatted(limit, shortened(value));
    }

    static String contradiction(String lower, Object least, String upper, Object most) {
        return "Die Grenzen widersprechen sich: \"%s\" ist %s, \"%s\" ist %s.".formatted(lower, least, upper, most);
    }

    static String brokenPattern(String pattern) {
        return "Das Muster (\"pattern\") ist nicht lesbar: \"%s\". Rückverweise und Vor- und Rückschauen sind nicht möglich."
                .formatted(shortened(pattern));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    static String unreadable(IOException e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return "Die Datei ist kein lesbares JSON (Zeile "
                    + json.getLocation().getLineNr() + ").";
        }
        return "Die Datei ist kein lesbares JSON.";
    }

    static String unknownComponent(String type) {
        return "Der Baustein \"" + type + "\" kann nicht angezeigt werden.";
    }

    static String brokenExpression(String property, String expression) {
        return "Der Ausdruck in \"" + property + "\" ist nicht lesbar: " + expression;
    }
}
