package org.kimlotse.engine.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kimlotse.engine.FormRejected;

class SubmittedTest {

    @Test
    void readsSeveralChoices() {
        FormModel form = FormParser.parse(
                """
                {"id": "f", "components": [{"type": "checklist", "key": "many", "label": "Mehrere",
                  "values": [{"label": "A", "value": "A"}, {"label": "B", "value": "B"}]}]}
                """
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(form.faults()).isEmpty();
        Submitted input = new Submitted(form, Map.of("many", List.of("A", "B")));
        assertThat(input.problems()).isEmpty();
        assertThat(input.choices("many")).containsExactly("A", "B");
    }

    @Test
    void missesARequiredFieldThatWasNotSentAtAllUnlessAConditionMayHideIt() {
        FormModel form = FormParser.parse(
                """
                {"id": "f", "components": [
                  {"type": "textfield", "key": "doctor", "label": "Hausarzt", "validate": {"required": true}},
                  {"type": "textfield", "key": "free", "label": "Frei"},
                  {"type": "textfield", "key": "why", "label": "Warum", "validate": {"required": true},
                   "conditional": {"hide": "=free = null"}},
                  {"type": "group", "conditional": {"hide": "=free = null"}, "components": [
                    {"type": "textfield", "key": "inside", "label": "Innen", "validate": {"required": true}}]},
                  {"type": "group", "components": [
                    {"type": "textfield", "key": "beside", "label": "Daneben", "validate": {"required": true}}]}]}
                """
                        .getBytes(StandardCharsets.UTF_8));

        Submitted nothing = new Submitted(form, Map.of());
        nothing.require(form.fields().keySet());
        Submitted all = new Submitted(form, Map.of("doctor", "Dr. Eins", "beside", "ja"));
        all.require(form.fields().keySet());

        assertThat(nothing.problems())
                .extracting(FormRejected.Problem::field)
                .containsExactlyInAnyOrder("doctor", "beside");
        assertThat(all.problems()).isEmpty();
    }

    @Test
    void saysOneThingAboutAFieldLeftEmptyOrUnreadable() {
        FormModel form = FormParser.parse(
                """
                {"id": "f", "components": [
                  {"type": "textfield", "key": "name", "label": "Name", "validate": {"required": true}},
                  {"type": "textfield", "key": "place", "label": "Ort", "validate": {"required": true}},
                  {"type": "datetime", "subtype": "date", "key": "day", "dateLabel": "Tag"}]}
                """
                        .getBytes(StandardCharsets.UTF_8));
        Submitted input = new Submitted(form, new HashMap<>(Map.of("name", "", "place", " ", "day", "31.02.2026")));

        input.reject("name", "Wie heißt die Person?");
        input.reject("name", "Ohne Namen geht es nicht.");
        input.reject("day", "Wann war das?");

        assertThat(input.problems())
                .extracting(FormRejected.Problem::message)
                .containsExactlyInAnyOrder(
                        "Wie heißt die Person?",
                        "Ohne Namen geht es nicht.",
                        "Bitte ausfüllen: Ort.",
                        "Tag: Das ist kein gültiges Datum (TT.MM.JJJJ).");
    }
}
