package org.kimlotse.engine.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kimlotse.engine.FormRejected;

/** What a process owner sets in the Modeler holds on the server too, and what makes no sense is refused before it holds. */
class FieldLimitsTest {

    private static final String FORM =
            """
            {"id": "f", "components": [
              {"type": "textfield", "key": "wish", "label": "Wunsch", "validate": {"minLength": 3, "maxLength": 50}},
              {"type": "textarea", "key": "story", "label": "Was war?", "validate": {"maxLength": "1200"}},
              {"type": "number", "key": "rooms", "label": "Zimmer", "validate": {"min": 1, "max": 4.5}},
              {"type": "number", "key": "children", "label": "Kinder", "decimalDigits": 0},
              {"type": "number", "key": "hours", "label": "Stunden", "decimalDigits": 1},
              {"type": "textfield", "key": "file", "label": "Aktenzeichen", "validate": {"pattern": "^[A-Z]{2}-[0-9]+$"}},
              {"type": "radio", "key": "way", "label": "Weg", "values": [{"label": "Bus", "value": "BUS"}]},
              {"type": "select", "key": "place", "label": "Ort", "values": [{"label": "Lohmar", "value": "LOHMAR"}]},
              {"type": "checklist", "key": "days", "label": "Tage", "values": [
                {"label": "Mo", "value": "MO"}, {"label": "Di", "value": "DI"}]},
              {"type": "dynamiclist", "path": "visits", "label": "Besuche", "components": [
                {"type": "textfield", "key": "where", "label": "Wo", "validate": {"required": true, "maxLength": 5}},
                {"type": "textfield", "key": "who", "label": "Wer"}]}]}
            """;

    private static List<String> said(Map<String, Object> sent) {
        FormModel form = FormParser.parse(FORM.getBytes(StandardCharsets.UTF_8));
        assertThat(form.faults()).isEmpty();
        Submitted input = new Submitted(form, new java.util.HashMap<>(sent));
        input.requireCells(sent.containsKey("visits") ? java.util.Set.of("visits") : java.util.Set.of());
        return input.problems().stream().map(FormRejected.Problem::message).toList();
    }

    @Test
    void namesTheFieldAndTheLimitThatAnAnswerBreaks() {
        assertThat(said(Map.of("wish", "x".repeat(51))))
                .containsExactly("Wunsch: höchstens 50 Zeichen, es sind 51. Bitte kürzen.");
        assertThat(said(Map.of("wish", "ab"))).containsExactly("Wunsch: mindestens 3 Zeichen, es sind 2.");
        assertThat(said(Map.of("story", "x".repeat(1201))))
                .containsExactly("Was war? höchstens 1.200 Zeichen, es sind 1.201. Bitte kürzen.");
        assertThat(said(Map.of("rooms", 0))).containsExactly("Zimmer: mindestens 1.");
        assertThat(said(Map.of("rooms", "4,6"))).containsExactly("Zimmer: höchstens 4,5.");
        assertThat(said(Map.of("children", 2.5))).containsExactly("Kinder: Bitte eine ganze Zahl eingeben.");
        assertThat(said(Map.of("hours", "2,55"))).containsExactly("Stunden: höchstens 1 Stelle(n) nach dem Komma.");
        assertThat(said(Map.of("children", "2,0", "hours", 2.5))).isEmpty();
        assertThat(said(Map.of("file", "ab-1"))).containsExactly("Aktenzeichen: Das hat nicht die verlangte Form.");
        assertThat(said(Map.of("way", "PLANE"))).containsExactly("Weg: Diese Auswahl gibt es nicht.");
        assertThat(said(Map.of("place", "KÖLN"))).containsExactly("Ort: Diese Auswahl gibt es nicht.");
        assertThat(said(Map.of("days", List.of("MO", "SO")))).containsExactly("Tage: Diese Auswahl gibt es nicht.");
        assertThat(said(Map.of("visits", List.of(Map.of("where", "Lohmar")))))
                .containsExactly("Zeile 1, Wo: höchstens 5 Zeichen, es sind 6. Bitte kürzen.");
        assertThat(said(Map.of("visits", List.of(Map.of("where", "hier"), Map.of("who", "Amt")))))
                .containsExactly("Besuche, Zeile 2: Bitte ausfüllen: Wo.");
    }

    @Test
    void takesWhatReachesALimitAndWhatWasLeftEmpty() {
        assertThat(said(Map.of(
                        "wish",
                        "x".repeat(50),
                        "rooms",
                        "4,5",
                        "file",
                        "SU-77",
                        "way",
                        "BUS",
                        "days",
                        List.of("DI"),
                        "story",
                        "")))
                .isEmpty();
        assertThat(said(Map.of("wish", "😀".repeat(50)))).isEmpty();
        assertThat(said(Map.of("wish", ""))).isEmpty();
    }

    /** Patterns that take other engines longer than the age of the world. */
    @ParameterizedTest
    @CsvSource({"^(a+)+$", "^(a|aa)+$", "(.*a){20}$", "^([a-zA-Z]+)*$"})
    void noPatternKeepsTheServerBusy(String pattern) {
        FieldLimits limits = limits("{\"pattern\": \"" + pattern + "\"}", new ArrayList<>());
        String attack = "a".repeat(9_999) + "!";

        Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(limits.problem(attack)).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"maxLength\": \"abc\"} | Die Grenze \"maxLength\" ist keine Zahl: \"abc\".",
                "{\"maxLength\": \"=limit\"} | Die Grenze \"maxLength\" ist keine Zahl: \"=limit\".",
                "{\"minLength\": -1} | Die Grenze \"minLength\" ist keine Anzahl von Zeichen: \"-1\".",
                "{\"maxLength\": 2.5} | Die Grenze \"maxLength\" ist keine Anzahl von Zeichen: \"2.5\".",
                "{\"minLength\": 9, \"maxLength\": 3} | Die Grenzen widersprechen sich: \"minLength\" ist 9, \"maxLength\" ist 3.",
                "{\"min\": 9, \"max\": 3} | Die Grenzen widersprechen sich: \"min\" ist 9, \"max\" ist 3.",
                "{\"min\": true} | Die Grenze \"min\" ist keine Zahl: \"true\".",
                "{\"pattern\": \"[a-\"} | Das Muster (\"pattern\") ist nicht lesbar: \"[a-\".",
                "{\"pattern\": \"(a)\\\\1\"} | Rückverweise",
                "{\"pattern\": \"(?=a)b\"} | Vor- und Rückschauen",
                "{\"pattern\": \"((a{900}){900}){900}\"} | Das Muster (\"pattern\") ist zu groß",
                "{\"pattern\": 5} | Das Muster (\"pattern\") ist zu groß"
            })
    void aLimitThatCannotHoldIsAFaultOfTheForm(String validate, String fault) {
        List<String> faults = new ArrayList<>();
        limits(validate.strip(), faults);

        assertThat(faults).singleElement().asString().contains(fault.strip());
    }

    @Test
    void theFaultNamesItsField() {
        FormModel form = FormParser.parse(
                """
                {"id": "f", "components": [
                  {"type": "textfield", "key": "wish", "label": "Wunsch", "validate": {"maxLength": "abc"}}]}
                """
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(form.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.element()).isEqualTo("wish");
            assertThat(fault.message()).contains("maxLength", "abc");
        });
    }

    private static FieldLimits limits(String validate, List<String> faults) {
        try {
            return FieldLimits.read(
                    new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"validate\": " + validate + "}"),
                    faults::add);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(validate, e);
        }
    }
}
