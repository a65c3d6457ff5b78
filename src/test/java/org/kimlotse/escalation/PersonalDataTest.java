package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

    private static final List<InvolvedPersons.Involved> PEOPLE = List.of(
            new InvolvedPersons.Involved("Ahmad Jasem", "Al-Müller", LocalDate.of(1995, 3, 7), "0151 2345678"),
            new InvolvedPersons.Involved("Mai", "Lê", null, ""),
            new InvolvedPersons.Involved("محمد", "حسن", null, ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Herr Ahmad wartet.",
                "Ahmads Antrag",
                "AHMAD",
                "ahmad",
                "Familie Mueller",
                "Familie MÜLLER",
                "Jasem",
                "Frau Lê",
                "Frau Le war da",
                "Anruf von محمد",
                "geboren 07.03.1995",
                "geb. 7.3.95",
                "1995-03-07",
                "am 7. März 1995",
                "Tel. +49 151 2345678",
                "0151/2345678",
                "KIM-2026-00017",
                "kim 2026 00017"
            })
    void findsWhatPointsToAnInvolvedPerson(String text) {
        assertThat(PersonalData.in(text, PEOPLE)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Das Jobcenter bestätigt den Eingang erst nach drei Wochen.",
                "In der Zeit vom 01.03.2026 bis 07.03.2026 fehlten Rückmeldungen.",
                "Die Fälle seit mai dauern an.",
                "Da le Bescheide fehlen",
                "12 Fälle, davon 6 verpasst",
                "Telefon 02241 130",
                ""
            })
    void letsAPlainTextPass(String text) {
        assertThat(PersonalData.in(text, PEOPLE)).isEmpty();
    }

    @Test
    void namesTheLineAndTheWord() {
        List<PersonalData.Hit> hits = PersonalData.in("Zeile eins\nhier steht Ahmad\nKIM-2026-00017", PEOPLE);
        assertThat(hits).extracting(PersonalData.Hit::line).containsExactly(2, 3);
        assertThat(hits.get(0).message()).startsWith("Zeile 2: „Ahmad“ – Name einer betroffenen Person.");
        assertThat(hits.get(1).message()).startsWith("Zeile 3: „KIM-2026-00017“ – eine Fallnummer.");
    }
}
