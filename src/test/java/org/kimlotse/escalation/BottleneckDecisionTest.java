package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionSubject;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.engine.Visitor;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Why the rules called something a bottleneck is kept and shown, without a case in it. */
@LotseTest
class BottleneckDecisionTest {

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    BottleneckDetection detection;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    OpenBottleneck open;

    @Autowired
    DecisionLog decisions;

    @Autowired
    ObjectMapper json;

    HandedOver.Step step;

    @BeforeEach
    void aStepOfItsOwn() {
        clock.setTo("2026-10-20");
        step = handedOver.aStep();
    }

    private Bottleneck detected() {
        detection.detect();
        return bottlenecks.open(step.office, step.hop).orElseThrow();
    }

    private List<LoggedDecision> kept(Bottleneck bottleneck) {
        return decisions.of(DecisionSubject.ofBottleneck(bottleneck.id().value()), RuleSet.BOTTLENECKS);
    }

    @Test
    void theDecisionIsKeptWithTheBottleneckAndNamesNoCase() {
        List<CaseId> cases =
                List.of(step.missedOn("2026-10-01"), step.missedOn("2026-10-08"), step.missedOn("2026-10-15"));
        LoggedDecision logged = kept(detected()).get(0);

        assertThat(logged.decision().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.ruleId()).isEqualTo("bottlenecks.same-hop-same-office");
            assertThat(finding.value("cases")).contains("3");
        });
        assertThat(logged.decision().facts())
                .contains("Fall 1", "Fall 3", step.hop)
                .doesNotContain(cases.stream().map(CaseId::number).toArray(String[]::new));
        assertThat(logged.decision().facts()).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
    }

    @Test
    void aNewDecisionIsKeptWhenMoreCasesJoinAndNoneWhenNothingIsNew() {
        List.of("2026-10-01", "2026-10-08", "2026-10-15").forEach(step::missedOn);
        Bottleneck bottleneck = detected();
        detected();
        assertThat(kept(bottleneck)).hasSize(1);

        step.missedOn("2026-10-16");
        detected();
        assertThat(kept(bottleneck)).hasSize(2);
        assertThat(kept(bottleneck).get(0).decision().findings().get(0).value("cases"))
                .contains("4");
    }

    @Test
    void whatTheRulesFindForABottleneckReportedByHandIsKeptWithIt() {
        Bottleneck.Id byHand = open.reported(step);
        List.of("2026-10-01", "2026-10-08", "2026-10-15").forEach(step::missedOn);
        assertThat(detected().id()).isEqualTo(byHand);
        assertThat(kept(bottlenecks.get(byHand))).hasSize(1);
    }

    @Test
    void theTabOfATaskExplainsItToCoordinationWithoutSmallNumbersAndToNobodyElse() throws IOException {
        List.of("2026-10-01", "2026-10-08", "2026-10-15").forEach(step::missedOn);
        Bottleneck bottleneck = detected();
        String task = new Story(engine, clock)
                .task("koordination", "userTask_writeDossier", bottleneck.id().toString())
                .id();

        var answer = Visitor.signedIn(port, "koordination").get("/api/tasks/" + task + "/decisions");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode shown = json.readTree(answer.body()).get(0);
        assertThat(shown.get("ruleSet").asText()).isEqualTo("bottlenecks");
        assertThat(shown.get("ruleSetVersion").asText()).hasSize(64);
        JsonNode finding = shown.get("findings").get(0);
        assertThat(finding.get("ruleId").asText()).isEqualTo("bottlenecks.same-hop-same-office");
        assertThat(finding.get("legalBasis").toString()).contains("Vereinbarung KIM");
        assertThat(finding.get("derivations").toString()).contains("mindestens 3 verschiedene Fälle");
        assertThat(finding.get("factsUsed").toString()).contains(step.hop, "JC-SIE");
        assertThat(finding.get("values")).isEmpty();
        assertThat(finding.get("dates")).isEmpty();

        for (String other : List.of("fallmanagement", "sozialdezernat", "jobcenter", "prozesse")) {
            assertThat(Visitor.signedIn(port, other)
                            .get("/api/tasks/" + task + "/decisions")
                            .statusCode())
                    .as(other)
                    .isEqualTo(404);
        }
    }
}
