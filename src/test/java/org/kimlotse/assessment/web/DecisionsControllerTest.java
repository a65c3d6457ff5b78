package org.kimlotse.assessment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.ReadLog;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.engine.Visitor;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LotseTest
class DecisionsControllerTest {

    @LocalServerPort
    int port;

    @Autowired
    CaseOpening opening;

    @Autowired
    Assessment assessment;

    @Autowired
    BenefitLawAssessment benefitLaw;

    @Autowired
    ReadLog reads;

    @Autowired
    ObjectMapper json;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    @Test
    void explainsEveryDecisionToTheCasesOwnTeamAndLogsTheRead() throws IOException {
        CaseId id = decided();

        var answer = Visitor.signedIn(port, "vertretung").get("/api/cases/" + id + "/decisions");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode decision = java.util.stream.StreamSupport.stream(
                        json.readTree(answer.body()).spliterator(), false)
                .filter(each -> each.get("ruleSet").asText().equals("benefit-law"))
                .findFirst()
                .orElseThrow();
        assertThat(decision.get("ruleSetVersion").asText()).hasSize(64);
        assertThat(decision.get("facts").isArray()).isTrue();
        JsonNode finding = java.util.stream.StreamSupport.stream(
                        decision.get("findings").spliterator(), false)
                .filter(f -> f.get("kind").asText().equals("BENEFIT_LAW"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.get("legalBasis").asText()).contains("AsylbLG");
        assertThat(finding.get("dates").get("newLawFrom").asText()).isEqualTo("2026-10-01");
        assertThat(finding.get("derivations")).isNotEmpty();
        assertThat(finding.get("factsUsed")).isNotEmpty();
        assertThat(reads.of(id))
                .extracting(ReadLog.Read::userId, ReadLog.Read::view)
                .contains(org.assertj.core.groups.Tuple.tuple("vertretung", "DECISIONS"));
    }

    @Test
    void answersOtherTeamsAndOtherRolesAsIfTheCaseDidNotExist() {
        CaseId id = decided();

        for (String user :
                new String[] {"lohmar", "koordination", "jobcenter", "sozialdezernat", "prozesse", "admin"}) {
            assertThat(Visitor.signedIn(port, user)
                            .get("/api/cases/" + id + "/decisions")
                            .statusCode())
                    .as(user)
                    .isEqualTo(404);
        }
        Visitor own = Visitor.signedIn(port, "fallmanagement");
        assertThat(own.get("/api/cases/KIM-2026-99999/decisions").statusCode()).isEqualTo(404);
        assertThat(own.get("/api/cases/irgendwas/decisions").statusCode()).isEqualTo(404);
        assertThat(reads.of(id)).extracting(ReadLog.Read::view).doesNotContain("DECISIONS");
    }

    @Test
    void answersNobodyWithoutALogIn() {
        assertThat(new Visitor(port)
                        .get("/api/cases/" + decided() + "/decisions")
                        .statusCode())
                .isIn(302, 401, 403);
    }

    private CaseId decided() {
        return Acting.as("fallmanagement", () -> {
            CaseId id = ((Opening.Opened) opening.open(People.someone().despiteDuplicate())).caseId();
            assessment.record(
                    id,
                    Map.of(
                            StatusFact.RESIDENCE_STATUS,
                            "RECOGNISED",
                            StatusFact.DECISION_SERVED_ON,
                            "2026-09-15",
                            StatusFact.BENEFIT_NOW,
                            "ASYLBLG",
                            StatusFact.EMPLOYABLE,
                            "true",
                            StatusFact.NEEDS_SUPPORT,
                            "true"));
            benefitLaw.decide(id);
            return id;
        });
    }
}
