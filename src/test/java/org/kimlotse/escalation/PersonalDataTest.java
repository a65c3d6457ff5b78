package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kimlotse.casefile.NameWords;

class PersonalDataTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 20);

    private static final NameWords.Known KNOWN = new NameWords.Known(
            Set.of("ahmad", "jasem", "mai", "محمد", "ernst", "wolf", "rosa"),
            Set.of("al", "mueller", "le", "حسن", "lange", "sommer", "kebede"),
            Map.of("ernst", Set.of("lange"), "wolf", Set.of("sommer"), "rosa", Set.of("kebede")));

    private static final Set<String> EVERYDAY = everyday();

    private static Set<String> everyday() {
        Set<String> words = new HashSet<>();
        EverydayWords.list().lines().filter(line -> !line.startsWith("#")).forEach(line -> NameWords.WORD
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .map(NameWords::fold)
                .forEach(words::add));
        return words;
    }

    private static List<PersonalData.Hit> in(String text) {
        return PersonalData.in(text, KNOWN, EVERYDAY, TODAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Herr Ahmad wartet.",
                "Ahmads Antrag",
                "AHMAD",
                "ahmad",
                "Familie Mueller",
                "Familie Niemand",
                "Jasem",
                "Frau Lê",
                "Frau Le war da",
                "Frau Sommer rief an",
                "Ernst Lange wartet",
                "Es geht um Lange, Ernst",
                "Wolf Sommers Antrag",
                "Kebede wartet",
                "Anruf von محمد",
                "geboren 07.03.1995",
                "geb. 7.3.95",
                "geboren am 12.08.2026",
                "1995-03-07",
                "am 7. März 1995",
                "Tel. +49 151 2345678",
                "0151/2345678",
                "Telefon 02241 130",
                "amal.k@example.org",
                "AZR 123456789012",
                "AZR-Nummer: 12 34 56 78 90 12",
                "Nr. 123456789012",
                "65 070395 K 123",
                "BG 38204//0001234",
                "Az. 12 K 3456/26",
                "DE89 3704 0044 0532 0130 00",
                "Pass C01234567",
                "KIM-2026-00017",
                "kim 2026 00017"
            })
    void findsWhatLooksLikePersonalData(String text) {
        assertThat(in(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Das Jobcenter bestätigt den Eingang erst nach drei Wochen.",
                "In der Zeit vom 01.03.2026 bis 07.03.2026 fehlten Rückmeldungen.",
                "In der Zeit vom 01-03-2026 bis 07-03-2026 fehlten Rückmeldungen.",
                "Vereinbarung vom 01.02.2025",
                "Die Fälle seit mai dauern an.",
                "Da le Bescheide fehlen",
                "12 Fälle, davon 6 verpasst",
                "Lange Wartezeiten im Sommer; der Wolf ist nicht das Problem, es ist ernst.",
                "Im Sommer dauerte es lange.",
                "Engpass ENG-2026-003, Beschluss vom 05.11.2026",
                "Haushaltsjahr 2026/2027, 1.250.000 Einwohner",
                "§ 44a SGB II, Frau und Mann",
                "Frau N. ist zuständig.",
                ""
            })
    void letsAPlainTextPass(String text) {
        assertThat(in(text)).isEmpty();
    }

    @Test
    void namesTheLineTheWordAndWhatToDoInstead() {
        List<PersonalData.Hit> hits = in("Zeile eins\nhier steht Ahmad\nKIM-2026-00017");
        assertThat(hits).extracting(PersonalData.Hit::line).containsExactly(2, 3);
        assertThat(hits.get(0).message())
                .startsWith("Zeile 2: „Ahmad“ sieht nach einem Namen aus.")
                .contains("Schreiben Sie statt des Namens die Rolle");
        assertThat(hits.get(1).message()).startsWith("Zeile 3: „KIM-2026-00017“ sieht nach dem Aktenzeichen");
    }
}
