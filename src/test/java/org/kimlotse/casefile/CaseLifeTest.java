package org.kimlotse.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class CaseLifeTest {

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseMoving moving;

    @Autowired
    CaseClosing closing;

    @Autowired
    Contacts contacts;

    @Autowired
    Cases cases;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    @Test
    void takesSightFromTheOldTeamAtOnceWhenACaseMoves() {
        CaseId id = opened();

        Acting.as("fallmanagement", () -> moving.move(id, toLohmar(0)));

        assertThat(cases.find(id, Set.of(Municipality.SIEGBURG.team()))).isEmpty();
        Case file = cases.find(id, Set.of(Municipality.LOHMAR.team())).orElseThrow();
        assertThat(file.caseManager()).isEqualTo("lohmar");
        assertThat(cases.history(id))
                .extracting(CaseHistory::kind)
                .containsExactly(CaseHistory.Kind.OPENED, CaseHistory.Kind.MOVED);
        assertThat(cases.history(id).get(1).reason()).isEqualTo("Umzug nach Lohmar");
        assertThatThrownBy(() -> Acting.as(
                        "fallmanagement", () -> closing.close(id, Case.ClosingReason.GOALS_MET, "", file.version())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("gehört nicht zu Ihrem Team");
    }

    @Test
    void givesACaseToAColleagueOfTheSameTeam() {
        CaseId id = opened();

        Acting.as(
                "fallmanagement",
                () -> moving.move(
                        id, new CaseMoving.Order(Municipality.SIEGBURG, "vertretung", "Urlaub bis Oktober", 0)));

        assertThat(cases.get(id).caseManager()).isEqualTo("vertretung");
    }

    @Test
    void letsOneOfTwoWinWhoMoveACaseAtOnce() {
        CaseId id = opened();
        Acting.as(
                "vertretung",
                () -> moving.move(id, new CaseMoving.Order(Municipality.SIEGBURG, "vertretung", "ich übernehme", 0)));

        assertThatThrownBy(() -> Acting.as("fallmanagement", () -> moving.move(id, toLohmar(0))))
                .hasMessageContaining("inzwischen von jemand anderem geändert");
    }

    @Test
    void asksWhoTakesOverAndWhy() {
        CaseId id = opened();

        assertThatThrownBy(() -> move(id, new CaseMoving.Order(Municipality.SIEGBURG, null, "Urlaub", 0)))
                .hasMessageContaining("wer den Fall übernimmt");
        assertThatThrownBy(() -> move(id, new CaseMoving.Order(Municipality.LOHMAR, "lohmar", " ", 0)))
                .hasMessageContaining("warum der Fall abgegeben wird");
        assertThatThrownBy(() -> move(id, new CaseMoving.Order(Municipality.LOHMAR, "vertretung", "Umzug", 0)))
                .hasMessageContaining("gehört nicht zum Team Lohmar");
        assertThatThrownBy(() -> move(id, new CaseMoving.Order(Municipality.WINDECK, null, "Umzug", 0)))
                .hasMessageContaining("In Windeck arbeitet noch niemand mit Lotse");
        assertThatThrownBy(() -> move(id, new CaseMoving.Order(Municipality.SIEGBURG, "fallmanagement", "so", 0)))
                .hasMessageContaining("liegt schon bei");
    }

    @Test
    void closesWithAReasonAndADayOfDeletionAndOpensAgain() {
        CaseId id = opened();

        Acting.as("fallmanagement", () -> closing.close(id, Case.ClosingReason.GOALS_MET, "Danke 🙏", 0));

        Case closed = cases.get(id);
        assertThat(closed.state()).isEqualTo(Case.State.CLOSED);
        assertThat(closed.deletionOn()).isEqualTo(LocalDate.of(2027, 9, 16));
        assertThatThrownBy(() -> Acting.as("fallmanagement", () -> move(id, toLohmar(1))))
                .hasMessageContaining("ist seit 16.09.2026 abgeschlossen");
        assertThatThrownBy(() -> Acting.as(
                        "fallmanagement",
                        () -> contacts.add(
                                id, clock.instant(), Contacts.Kind.PHONE, Language.AR, "Person", "noch ein Anruf")))
                .hasMessageContaining("Ihre Eingaben wurden nicht gespeichert");

        Acting.as("fallmanagement", () -> closing.reopen(id, "Person meldet sich wieder", closed.version()));

        Case open = cases.get(id);
        assertThat(open.state()).isEqualTo(Case.State.OPEN);
        assertThat(open.deletionOn()).isNull();
        assertThat(cases.history(id))
                .extracting(CaseHistory::kind)
                .containsExactly(CaseHistory.Kind.OPENED, CaseHistory.Kind.CLOSED, CaseHistory.Kind.REOPENED);
    }

    @Test
    void closesOnceWhenAProcessClosesTwice() {
        CaseId id = opened();

        closing.closeByProcess(id, Case.ClosingReason.COUNSELLING_DONE);
        closing.closeByProcess(id, Case.ClosingReason.OTHER);

        assertThat(cases.get(id).closingReason()).isEqualTo(Case.ClosingReason.COUNSELLING_DONE);
    }

    @Test
    void keepsANoteOfTenThousandEmojiAndRefusesALongerOne() {
        CaseId id = opened();
        String longest = "😀".repeat(10_000);

        Acting.as(
                "fallmanagement",
                () -> contacts.add(id, clock.instant(), Contacts.Kind.PERSONAL, Language.AR, "Person", longest));

        assertThat(contacts.of(id)).extracting(Contacts.Contact::note).containsExactly(longest);
        assertThatThrownBy(() -> Acting.as(
                        "fallmanagement",
                        () -> contacts.add(
                                id, clock.instant(), Contacts.Kind.PERSONAL, Language.AR, "Person", longest + "x")))
                .hasMessageContaining("höchstens 10.000 Zeichen");
    }

    @Test
    void refusesAContactInTheFuture() {
        CaseId id = opened();

        assertThatThrownBy(() -> Acting.as(
                        "fallmanagement",
                        () -> contacts.add(
                                id,
                                clock.instant().plusSeconds(60),
                                Contacts.Kind.PHONE,
                                Language.AR,
                                "Person",
                                "morgen")))
                .hasMessageContaining("in der Zukunft");
    }

    private static CaseMoving.Order toLohmar(int version) {
        return new CaseMoving.Order(Municipality.LOHMAR, null, "Umzug nach Lohmar", version);
    }

    private void move(CaseId id, CaseMoving.Order order) {
        Acting.as("fallmanagement", () -> moving.move(id, order));
    }

    private CaseId opened() {
        return Acting.as(
                "fallmanagement",
                () -> ((Opening.Opened) opening.open(People.someone().despiteDuplicate())).caseId());
    }
}
