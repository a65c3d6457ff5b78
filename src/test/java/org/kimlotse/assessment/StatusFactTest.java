package org.kimlotse.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatusFactTest {

    @Test
    void hasGermanWordsForEveryCode() {
        for (StatusFact fact : StatusFact.values()) {
            for (String code : fact.codes()) {
                assertThat(fact.shown(code)).isNotBlank();
            }
            assertThat(fact.kind() == StatusFact.Kind.CHOICE)
                    .as(fact.key() + " has codes")
                    .isEqualTo(!fact.codes().isEmpty());
        }
    }

    @Test
    void isAskedInTheFormByTheSameKeysAndCodes() throws IOException {
        String form = Files.readString(Path.of("forms/casework/assessment.form"));

        assertThat(Arrays.stream(StatusFact.values()).map(StatusFact::key))
                .allSatisfy(key -> assertThat(form).contains("\"key\": \"" + key + "\""));
        assertThat(Arrays.stream(StatusFact.values()).flatMap(fact -> fact.codes().stream()))
                .allSatisfy(code -> assertThat(form).contains("\"value\": \"" + code + "\""));
    }
}
