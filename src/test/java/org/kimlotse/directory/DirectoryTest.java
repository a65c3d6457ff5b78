package org.kimlotse.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kimlotse.LotseTest;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@LotseTest
class DirectoryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 16);

    @Autowired
    private Directory directory;

    @ParameterizedTest
    @CsvSource({
        "JC, SIEGBURG, JC-SIE",
        "JC, HENNEF, JC-SIE",
        "JC, NIEDERKASSEL, JC-TRO",
        "JC, SWISTTAL, JC-RHE",
        "JC, ALFTER, JC-BOR",
        "JC, WINDECK, JC-EIT",
        "SOZ, BAD_HONNEF, SOZ-BHO",
        "SOZXII, WACHTBERG, SOZXII-WAC",
        "ABH, TROISDORF, ABH-TRO",
        "ABH, NIEDERKASSEL, ABH-RSK",
        "EBH, TROISDORF, EBH-TRO",
        "JA, MUCH, JA-RSK",
        "JA, SIEGBURG, JA-SIE",
        "KK, SIEGBURG, KK",
        "FAMKA, EITORF, FAMKA",
        "BEZREG, SIEGBURG, BEZREG",
        "KT, SIEGBURG, KT-SIE",
        "KT, MUCH, KT-HEN",
        "PSZ, ALFTER, PSZ-RHE"
    })
    void findsTheOfficeOfTheTestTable(OfficeKind kind, Municipality municipality, String code) {
        assertThat(directory.competent(kind, municipality, TODAY)).hasValueSatisfying(o -> {
            assertThat(o.code()).isEqualTo(code);
            assertThat(o.kind()).isEqualTo(kind);
        });
    }

    @ParameterizedTest
    @EnumSource(Municipality.class)
    void everyMunicipalityHasOneOfficeOfEveryKind(Municipality municipality) {
        assertThat(Arrays.stream(OfficeKind.values())
                        .filter(k -> directory.competent(k, municipality, TODAY).isEmpty()))
                .isEmpty();
    }

    @Test
    void anOfficeThatIsCompetentNowhereAnyMoreKeepsItsNameAndIsNotOffered() {
        assertThat(directory.competent(OfficeKind.KT, Municipality.SIEGBURG, LocalDate.of(2025, 12, 31)))
                .hasValueSatisfying(o -> assertThat(o.code()).isEqualTo("KT"));
        assertThat(directory.office("KT")).isPresent();
        assertThat(directory.inService(TODAY))
                .extracting(Office::code)
                .doesNotContain("KT", "PSZ")
                .contains("KT-SIE", "KT-TRO", "PSZ-SIE", "PSZ-RHE", "JC-SIE", "KIM-SIE");
        assertThat(directory.inService(LocalDate.of(2025, 12, 31)))
                .extracting(Office::code)
                .contains("KT")
                .doesNotContain("KT-SIE");
    }

    @Test
    void knowsNobodyBeforeTheTableBegins() {
        assertThat(directory.competent(OfficeKind.JC, Municipality.SIEGBURG, LocalDate.of(2019, 12, 31)))
                .isEmpty();
        assertThat(directory.competent(OfficeKind.JC, Municipality.SIEGBURG, LocalDate.of(2020, 1, 1)))
                .isPresent();
    }

    @Test
    @Transactional
    void anotherOfficeIsCompetentFromTheFirstDayAndTheOldOneUntilTheDayBefore() {
        LocalDate first = LocalDate.of(2027, 1, 1);
        directory.reassign(OfficeKind.JC, Municipality.LOHMAR, "JC-TRO", first, "Test");
        assertThat(directory.competent(OfficeKind.JC, Municipality.LOHMAR, first.minusDays(1)))
                .hasValueSatisfying(o -> assertThat(o.code()).isEqualTo("JC-SIE"));
        assertThat(directory.competent(OfficeKind.JC, Municipality.LOHMAR, first))
                .hasValueSatisfying(o -> assertThat(o.code()).isEqualTo("JC-TRO"));
    }

    @Test
    @Transactional
    void refusesAChangeThatWouldOverlapALaterOne() {
        directory.reassign(OfficeKind.JC, Municipality.LOHMAR, "JC-TRO", LocalDate.of(2027, 1, 1), "Test");
        assertThatThrownBy(() -> directory.reassign(
                        OfficeKind.JC, Municipality.LOHMAR, "JC-STA", LocalDate.of(2026, 12, 1), "Test"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("schon eine Zuständigkeit");
    }

    @Test
    void refusesAnOfficeOfAnotherKind() {
        assertThatThrownBy(() -> directory.reassign(OfficeKind.JC, Municipality.LOHMAR, "ABH-RSK", TODAY, "Test"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void everyRowNamesItsSource() {
        assertThat(directory.office("JC-SIE")).hasValueSatisfying(o -> {
            assertThat(o.label()).isEqualTo("Jobcenter Rhein-Sieg – Geschäftsstelle Siegburg");
            assertThat(o.partnerGroup()).isEqualTo("partner-jc-sie");
            assertThat(o.lead()).isPresent();
        });
        assertThat(directory.office("KK"))
                .hasValueSatisfying(o -> assertThat(o.lead()).isEmpty());
        assertThat(Directory.officeOfGroup("partner-jc-sie")).contains("JC-SIE");
        assertThat(Directory.officeOfGroup("coordination")).isEmpty();
    }
}
