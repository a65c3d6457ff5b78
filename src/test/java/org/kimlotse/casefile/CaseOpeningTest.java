package org.kimlotse.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@LotseTest
class CaseOpeningTest {

    private static final Set<String> SIEGBURG = Set.of(Municipality.SIEGBURG.team());

    @Autowired
    CaseOpening opening;

    @Autowired
    Cases cases;

    @Autowired
    Persons persons;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    @Test
    void givesTheCaseANumberOfTheYearAndTheOpenersTeam() {
        CaseId id = opened(People.someone());

        assertThat(id.number()).matches("KIM-2026-\\d{5}");
        Case file = cases.find(id, SIEGBURG).orElseThrow();
        assertThat(file.municipality()).isEqualTo(Municipality.SIEGBURG);
        assertThat(file.caseManager()).isEqualTo("fallmanagement");
        assertThat(file.openedBy()).isEqualTo("fallmanagement");
        assertThat(file.state()).isEqualTo(Case.State.OPEN);
        assertThat(cases.history(id)).extracting(CaseHistory::kind).containsExactly(CaseHistory.Kind.OPENED);
    }

    @Test
    void countsAnewInANewYear() {
        clock.setTo("2031-01-01");
        CaseId first = opened(People.someone());
        CaseId second = opened(People.someone());

        assertThat(first.number()).isEqualTo("KIM-2031-00001");
        assertThat(second.number()).isEqualTo("KIM-2031-00002");
    }

    @Test
    void opensOneCaseForADoubleClick() throws Exception {
        NewCase typed = People.someone();

        List<CaseId> ids = atOnce(8, () -> opened(typed));

        assertThat(new HashSet<>(ids)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from cases where client_token = :t")
                        .param("t", typed.clientToken())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void givesEveryCaseItsOwnNumberWhenManyAreOpenedAtOnce() throws Exception {
        List<CaseId> ids = atOnce(12, () -> opened(People.someone()));

        assertThat(new HashSet<>(ids)).hasSize(12);
    }

    @Test
    void marksTheFirstOfJanuaryAsUncertain() {
        Opening result = open(People.someone("Unikat", "Erstejanuar", "1994-01-01"));

        assertThat(result).isInstanceOfSatisfying(Opening.Opened.class, opened -> {
            assertThat(opened.notices()).anyMatch(notice -> notice.contains("unsicher"));
            assertThat(persons.client(opened.caseId()).birthDateUncertain()).isTrue();
        });
    }

    @Test
    void refusesABirthDateInTheFutureAMissingNameAndAnUnknownMunicipalityAllAtOnce() {
        NewCase typed = People.from(People.someone("", "", "2026-09-17"), "Bonn");

        assertThatThrownBy(() -> open(typed))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problems())
                        .extracting(Refused.Problem::field)
                        .containsExactlyInAnyOrder("municipality", "familyName", "birthDate"))
                .hasMessageContaining("„Bonn“ gibt es im Rhein-Sieg-Kreis nicht")
                .hasMessageContaining("liegt in der Zukunft");
        assertThat(jdbc.sql("select count(*) from cases where client_token = :t")
                        .param("t", typed.clientToken())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesAMissingBirthDateAndOneOfTwoHundredYearsAgo() {
        NewCase old = People.someone("Alt", "Mensch", "1826-01-05");
        assertThatThrownBy(() -> open(old)).hasMessageContaining("mehr als 120 Jahre");
        NewCase none = new NewCase(
                UUID.randomUUID().toString(), "Ohne", "Datum", null, false, "Siegburg", "", false, "", null, false);
        assertThatThrownBy(() -> open(none)).hasMessageContaining("Geburtsdatum fehlt");
    }

    @Test
    void refusesCasesForAnotherMunicipality() {
        assertThatThrownBy(() -> open(People.from(People.someone(), "Lohmar")))
                .hasMessageContaining("nur für Ihre eigene Gemeinde")
                .hasMessageContaining("Siegburg");
    }

    @Test
    void refusesPeopleWhoBelongToNoTeam() {
        assertThatThrownBy(() -> Acting.as("koordination", () -> opening.open(People.someone())))
                .hasMessageContaining("Sie gehören zu keinem Team");
    }

    @Test
    void refusesANameOfTenThousandCharacters() {
        assertThatThrownBy(() -> open(People.someone("Viel", "x".repeat(10_000), "1990-06-15")))
                .hasMessageContaining("höchstens 200 Zeichen, es sind 10000");
    }

    @Test
    void refusesALanguageThatIsNotOnTheList() {
        NewCase typed = new NewCase(
                UUID.randomUUID().toString(),
                "Kling",
                "On",
                LocalDate.of(1990, 6, 15),
                false,
                "Siegburg",
                "Klingonisch",
                false,
                "",
                null,
                false);
        assertThatThrownBy(() -> open(typed)).hasMessageContaining("Diese Sprache steht nicht in der Liste");
    }

    @Test
    void keepsEmojiAndRightToLeftNamesUnharmed() {
        CaseId id = opened(People.someone("  فاطمة 🌻 ", "الزهراء", "1988-04-03"));

        Person client = persons.client(id);
        assertThat(client.givenName()).isEqualTo("فاطمة 🌻");
        assertThat(client.familyName()).isEqualTo("الزهراء");
        assertThat(cases.search("الزهراء", SIEGBURG, Set.of(Case.State.OPEN), 10))
                .extracting(Cases.Summary::id)
                .containsExactly(id);
    }

    @Test
    void keepsNamesOfTwoHundredEmoji() {
        CaseId id = opened(People.someone("😀".repeat(200), "Lang", "1987-04-03"));

        assertThat(persons.client(id).givenName()).isEqualTo("😀".repeat(200));
    }

    @Test
    void warnsOfSomeoneWithASimilarNameAndTheSameBirthDate() {
        CaseId before = opened(People.someone("Mohammed", "Alhassan", "1991-03-07"));

        NewCase again = People.someone("Muhammad", "Al-Hasan", "1991-03-07");
        Opening result = open(again);

        assertThat(result).isInstanceOfSatisfying(Opening.DuplicateSuspected.class, suspected -> {
            assertThat(suspected.duplicates())
                    .extracting(Opening.Duplicate::caseId)
                    .containsExactly(before);
            assertThat(suspected.duplicates().get(0).reason()).isEqualTo("Ähnlicher Name, gleiches Geburtsdatum.");
            assertThat(suspected.message()).contains("Trotzdem eröffnen");
        });
        assertThat(opened(again.despiteDuplicate())).isNotEqualTo(before);
    }

    @Test
    void warnsWhenDayAndMonthMayBeSwappedOrADayIsUncertain() {
        opened(People.someone("Tigist", "Haile", "1992-05-04"));
        assertThat(open(People.someone("Tigist", "Haile", "1992-04-05")))
                .isInstanceOf(Opening.DuplicateSuspected.class);
        assertThat(open(People.someone("Tigist", "Haile", "1992-01-01")))
                .isInstanceOf(Opening.DuplicateSuspected.class);
        assertThat(open(People.someone("Tigist", "Haile", "1992-08-30"))).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void doesNotTellOfPeopleInCasesTheOpenerMayNotSee() {
        Acting.as("lohmar", () -> opening.open(People.from(People.someone("Selam", "Tesfay", "1993-07-07"), "Lohmar")));

        assertThat(open(People.someone("Selam", "Tesfay", "1993-07-07"))).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void showsACaseOnlyToItsOwnTeam() {
        CaseId id = opened(People.someone());

        assertThat(cases.find(id, Set.of(Municipality.LOHMAR.team()))).isEmpty();
        assertThat(cases.find(id, Set.of())).isEmpty();
        assertThat(persons.client(id, Set.of(Municipality.LOHMAR.team()))).isEmpty();
        assertThat(cases.names(List.of(id), Set.of(Municipality.LOHMAR.team()))).isEmpty();
        assertThat(cases.names(List.of(id), SIEGBURG)).containsKey(id);
        assertThat(cases.search(id.number(), Set.of(Municipality.LOHMAR.team()), Set.of(Case.State.OPEN), 10))
                .isEmpty();
    }

    @Test
    void takesPercentSignsInASearchAsTheyAre() {
        opened(People.someone());

        assertThat(cases.search("%", SIEGBURG, Set.of(Case.State.OPEN), 10)).isEmpty();
        assertThat(cases.search("_", SIEGBURG, Set.of(Case.State.OPEN), 10)).isEmpty();
    }

    private Opening open(NewCase typed) {
        return Acting.as("fallmanagement", () -> opening.open(typed));
    }

    private CaseId opened(NewCase typed) {
        return ((Opening.Opened) open(typed.despiteDuplicate())).caseId();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(java.util.Collections.nCopies(times, work))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
