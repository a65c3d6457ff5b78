package org.kimlotse.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameMatchTest {

    @Test
    void findsTheSameNameWrittenWithUmlautOrWithTwoLetters() {
        assertThat(NameMatch.key("Müller")).isEqualTo(NameMatch.key("Mueller"));
        assertThat(NameMatch.key("GROẞ")).isEqualTo(NameMatch.key("Gross"));
        assertThat(NameMatch.key("Şükrü Öztürk-Çelik")).isEqualTo("sukru ozturk celik");
    }

    @Test
    void seesThatTranscriptionsOfOneNameAreAlike() {
        assertThat(NameMatch.similarity("Mohammed", "Al-Hasan", "Muhammad", "Alhassan"))
                .isGreaterThan(0.7);
    }

    @Test
    void doesNotCareWhichNameStandsFirst() {
        assertThat(NameMatch.similarity("Amina", "Yusuf", "Yusuf", "Amina")).isEqualTo(1.0);
    }

    @Test
    void tellsDifferentPeopleApart() {
        assertThat(NameMatch.similarity("Amina", "Yusuf", "Oleksandra", "Kovalenko"))
                .isLessThan(0.5);
    }

    @Test
    void comparesNamesInOtherScripts() {
        assertThat(NameMatch.similarity("فاطمة", "الزهراء", "فاطمة", "الزهراء")).isEqualTo(1.0);
        assertThat(NameMatch.similarity("", "😀", "", "😁")).isEqualTo(0.0);
    }
}
