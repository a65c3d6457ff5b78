package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.BottleneckReporting;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.Handovers;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class TaskCardsTest {

    @Autowired
    TaskCardsController cards;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverManagement handing;

    @Autowired
    BottleneckReporting reporting;

    private CaseId caseId;
    private Handover application;

    @BeforeEach
    void aCaseInTransition() {
        clock.setTo("2026-09-16");
        CaseStory inTransition = CaseStory.workedBy("fallmanagement", new Story(engine, clock), opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(java.time.LocalDate.of(2026, 9, 16));
        caseId = new CaseId(inTransition.number());
        application = handovers.ofCase(caseId).stream()
                .filter(h -> h.hop().equals("H1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHandoverIsNamedToTheTeamTheOfficeItGoesToAndCoordination() {
        for (String user : List.of("fallmanagement", "vertretung", "jobcenter", "koordination")) {
            assertThat(handover(user))
                    .as(user)
                    .containsExactly(Map.entry(
                            application.id().toString(),
                            "H1 Formlosen Antrag sichern → Jobcenter Rhein-Sieg – Geschäftsstelle Siegburg"));
        }
        for (String user : List.of("lohmar", "sozialamt", "sozialdezernat", "prozesse", "admin")) {
            assertThat(handover(user)).as(user).isEmpty();
        }
    }

    @Test
    void aStepThatIsHeldSaysSo() {
        Acting.as("fallmanagement", () -> handing.hold(application.id(), "Erst klären, ob der Übergang weitergeht."));
        assertThat(handover("fallmanagement").values())
                .containsExactly(
                        "Angehalten seit 16.09.2026 · H1 Formlosen Antrag sichern → Jobcenter Rhein-Sieg – Geschäftsstelle Siegburg");
    }

    @Test
    void aBottleneckIsNamedToCoordinationAndTheSteeringGroup() {
        Bottleneck bottleneck = reporting
                .report(caseId, "H1", "Der Eingang wird nicht bestätigt.", "fallmanagement")
                .bottleneck();
        String id = bottleneck.id().toString();

        for (String user : List.of("koordination", "sozialdezernat")) {
            assertThat(bottleneck(user, id).get(id)).as(user).contains(bottleneck.number(), "H1", "Jobcenter");
        }
        for (String user : List.of("fallmanagement", "jobcenter", "admin")) {
            assertThat(bottleneck(user, id)).as(user).isEmpty();
        }
    }

    /** Nine tasks of one name wait for coordination: each says for which seat. */
    @Test
    void aSeatIsNamedToCoordinationAndTheSteeringGroup() {
        for (String user : List.of("koordination", "sozialdezernat")) {
            assertThat(Acting.as(
                            user,
                            () -> cards.texts(List.of(), List.of(), List.of("jobcenter", "gibt-es-nicht"), List.of())))
                    .as(user)
                    .hasSize(1)
                    .containsKey("jobcenter")
                    .allSatisfy((code, text) ->
                            assertThat(text).startsWith("Sitz: ").contains("Jobcenter"));
        }
        assertThat(Acting.as(
                        "fallmanagement", () -> cards.texts(List.of(), List.of(), List.of("jobcenter"), List.of())))
                .isEmpty();
    }

    @Test
    void whoHasATaskIsNamedToColleaguesOnly() {
        assertThat(named("fallmanagement", "vertretung", "gibt-es-nicht"))
                .containsExactly(Map.entry("vertretung", "Volker Tamm"));
        assertThat(named("lohmar", "vertretung")).isEmpty();
        assertThat(named("jobcenter", "fallmanagement")).isEmpty();
        assertThat(named("koordination", "koordination2")).hasSize(1);
    }

    private Map<String, String> named(String user, String... userIds) {
        return Acting.as(user, () -> cards.texts(List.of(), List.of(), List.of(), List.of(userIds)));
    }

    @Test
    void whatIsNoIdIsLeftOut() {
        assertThat(bottleneck("koordination", "' or 1=1 --")).isEmpty();
        assertThat(bottleneck("koordination", "00000000-0000-0000-0000-000000000000"))
                .isEmpty();
    }

    private Map<String, String> handover(String user) {
        return Acting.as(
                user, () -> cards.texts(List.of(application.id().toString()), List.of(), List.of(), List.of()));
    }

    private Map<String, String> bottleneck(String user, String id) {
        return Acting.as(user, () -> cards.texts(List.of(), List.of(id), List.of(), List.of()));
    }
}
