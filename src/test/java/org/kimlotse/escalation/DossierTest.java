package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class DossierTest {

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    OpenBottleneck given;

    @Autowired
    BottleneckReporting reporting;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    BottleneckDetection detection;

    @Autowired
    Dossiers dossiers;

    @Autowired
    SteeringTexts texts;

    HandedOver.Step step;

    @BeforeEach
    void aStepOfItsOwn() {
        clock.setTo("2026-10-20");
        step = handedOver.aStep();
    }

    private Bottleneck.Status status(Bottleneck.Id id) {
        return bottlenecks.get(id).status();
    }

    @Test
    void isReleasedByTwoDifferentPeople() {
        Bottleneck.Id id = given.reported(step);
        dossiers.write(id, OpenBottleneck.PLAIN, "koordination");
        dossiers.release(id, "koordination2");
        assertThat(status(id)).isEqualTo(Bottleneck.Status.DOSSIER_WRITTEN);

        assertThatThrownBy(() -> dossiers.release(id, "koordination2"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("andere Person");
        assertThat(status(id)).isEqualTo(Bottleneck.Status.DOSSIER_WRITTEN);

        dossiers.release(id, "koordination");
        assertThat(status(id)).isEqualTo(Bottleneck.Status.RELEASED);
        assertThat(dossiers.latest(id).orElseThrow().status()).isEqualTo(Dossier.Status.RELEASED);
    }

    @Test
    void mayBeReleasedByItsAuthorOnlyOnce() {
        Bottleneck.Id id = given.reported(step);
        dossiers.write(id, OpenBottleneck.PLAIN, "koordination");
        dossiers.release(id, "koordination");
        assertThatThrownBy(() -> dossiers.release(id, "koordination")).isInstanceOf(Refused.class);
    }

    @Test
    void goesBackWithANoteAndNeedsTwoReleasesAnew() {
        Bottleneck.Id id = given.reported(step);
        dossiers.write(id, OpenBottleneck.PLAIN, "koordination");
        dossiers.release(id, "koordination");
        assertThatThrownBy(() -> dossiers.giveBack(id, " ", "koordination2")).isInstanceOf(Refused.class);
        dossiers.giveBack(id, "Bitte kürzer.", "koordination2");
        assertThat(status(id)).isEqualTo(Bottleneck.Status.OPENED);
        assertThat(texts.forCoordination(bottlenecks.get(id))).contains("Bitte kürzer.");

        dossiers.write(id, "Kürzer.", "koordination");
        dossiers.release(id, "koordination");
        assertThat(status(id)).isEqualTo(Bottleneck.Status.DOSSIER_WRITTEN);
        dossiers.release(id, "koordination2");
        assertThat(status(id)).isEqualTo(Bottleneck.Status.RELEASED);
        assertThat(dossiers.latest(id).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void withPersonalDataOfAnInvolvedCaseIsRefusedAndSaysWhere() {
        CaseId caseId = step.answered(handedOver.caseOf("Selam", "Haile", "1991-02-03"), "2026-08-03", 20);
        Bottleneck.Id id = reporting
                .report(caseId, step.hop, "Es stockt.", "fallmanagement")
                .bottleneck()
                .id();
        assertThatThrownBy(() -> dossiers.write(
                        id, "Beispiel:\nFrau Haile (geb. 3.2.1991), " + caseId + ", wartet.", "koordination"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problems())
                        .hasSize(3)
                        .allMatch(p -> p.field().equals("dossierText"))
                        .allMatch(p -> p.message().startsWith("Zeile 2: ")));
        assertThat(dossiers.latest(id)).isEmpty();
        assertThat(status(id)).isEqualTo(Bottleneck.Status.OPENED);
    }

    @Test
    void isNoBusinessOfPeopleOutsideCoordination() {
        Bottleneck.Id id = given.reported(step);
        for (String user : List.of("sozialdezernat", "fallmanagement", "jobcenter", "nobody")) {
            assertThatThrownBy(() -> dossiers.write(id, OpenBottleneck.PLAIN, user))
                    .isInstanceOf(Refused.class)
                    .hasMessage("Das kann nur die Koordination.");
        }
    }

    @Test
    void showsFiguresWithoutAnyCellBelowFive() {
        step.missedOn("2026-10-01");
        step.missedOn("2026-10-02");
        Bottleneck.Id few = given.reported(step);
        assertThat(texts.figures(bottlenecks.get(few)))
                .contains("unter 5 Fälle")
                .doesNotContain("| 2 ");

        step = handedOver.aStep();
        for (int day = 1; day <= 6; day++) {
            step.missedOn("2026-10-0" + day);
        }
        Bottleneck.Id six = given.reported(step);
        assertThat(texts.figures(bottlenecks.get(six)))
                .contains("7 Fälle")
                .contains("alle bis auf unter 5 Fälle von 7");
    }

    @Test
    void aRulesReasonIsShownToCoordinationWithoutItsExactNumberOfCases() {
        for (int day = 1; day <= 3; day++) {
            step.missedOn("2026-10-0" + day);
        }
        detection.detect(step.office, step.hop);
        Bottleneck bottleneck = bottlenecks.open(step.office, step.hop).orElseThrow();
        assertThat(bottlenecks.reports(bottleneck.id()).get(0).description())
                .contains("in mindestens 3 verschiedenen Fällen");
        assertThat(texts.forCoordination(bottleneck))
                .contains("Regel bottlenecks.same-hop-same-office (Regelstand ")
                .doesNotContain("3 verschiedenen");
    }

    @Test
    void reportsInTheirReportersWordsAreForCoordinationOnly() {
        Bottleneck.Id id = given.reported(step);
        Bottleneck bottleneck = bottlenecks.get(id);
        assertThat(texts.forCoordination(bottleneck)).contains(OpenBottleneck.PLAIN);
        assertThat(texts.bottleneck(bottleneck)).doesNotContain(OpenBottleneck.PLAIN);
    }
}
