package org.kimlotse.engine.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
