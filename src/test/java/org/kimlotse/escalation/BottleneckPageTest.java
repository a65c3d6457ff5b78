package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.engine.Visitor;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the steering group reads about a bottleneck, and where a seat speaks for itself. */
@LotseTest
class BottleneckPageTest {

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    OpenBottleneck given;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    SeatPositions positions;

    @Autowired
    Effects effects;

    @BeforeEach
    void today() {
        clock.setTo("2026-03-10");
    }

    private String address(Bottleneck.Id id) {
        return "/engpaesse/" + bottlenecks.get(id).number();
    }

    private static String sicht(String seat, String kind, String text) {
        return "/sicht?seat=" + seat + "&kind=" + kind + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String page(String user, Bottleneck.Id id) {
        var answer = Visitor.signedIn(port, user).get(address(id));
        assertThat(answer.statusCode()).as(user).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theGroupReadsDossierMinutesViewsMeasuresAndEffect() {
        HandedOver.Step step = handedOver.aStep();
        Bottleneck.Id id = given.resolved(step);
        positions.state(id, "jobcenter", SeatPosition.Kind.AGREE, "", true, "koordination");
        positions.state(
                id, "sozialdezernat", SeatPosition.Kind.DIVERGENT, "Ohne Personal nicht.", false, "sozialdezernat");

        assertThat(page("jobcenter-leitung", id))
                .contains("Sitzung am 10.03.2026", OpenBottleneck.PLAIN, "Zahlen des Schritts")
                .contains("So soll es werden.", "14 dafür", "beschlussfähig", "anwesend", "vertreten")
                .contains("Ohne Personal nicht.", "vom Sitz eingetragen", "laut Protokoll")
                .contains("Feste Ansprechperson benennen", "Geschäftsführung Jobcenter", "offen")
                .contains("Die Wirkung wird berechnet, wenn");

        given.allMeasuresDone(id);
        clock.setTo(effects.observationEnd(id).plusDays(1));
        effects.compute(id);
        assertThat(page("koordination", id))
                .contains("umgesetzt am 10.03.2026", "Nach den Zahlen:", "die diese Stelle erhalten hat");
    }

    @Test
    void beforeAnythingHappenedItSaysWhatComes() {
        Bottleneck.Id id = given.reported(handedOver.aStep());
        assertThat(page("sozialdezernat", id))
                .contains("Das Dossier ist noch nicht freigegeben.", "noch auf keiner Tagesordnung")
                .doesNotContain(OpenBottleneck.PLAIN, "Eigene Sicht", "Zahlen des Schritts");
        assertThat(Visitor.signedIn(port, "sozialdezernat").get("/engpaesse").body())
                .contains("href=\"" + address(id) + "\"");
    }

    @Test
    void nobodyElseMayOpenIt() {
        Bottleneck.Id id = given.reported(handedOver.aStep());
        for (String user : List.of("fallmanagement", "jobcenter", "prozesse", "admin")) {
            assertThat(Visitor.signedIn(port, user).get(address(id)).statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(Visitor.signedIn(port, "koordination")
                        .get("/engpaesse/ENG-1999-001")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSeatSpeaksForItselfAlsoAfterCoordinationTookItsViewFromTheMinutesAndItsTaskIsGone() {
        Bottleneck.Id id = given.resolved(handedOver.aStep());
        positions.state(id, "jobcenter", SeatPosition.Kind.AGREE, "", true, "koordination");
        Visitor seat = Visitor.signedIn(port, "jobcenter-leitung");
        assertThat(seat.get(address(id)).body()).contains("Eigene Sicht", "trägt den Beschluss mit (laut Protokoll)");

        assertThat(seat.post(address(id) + sicht("jobcenter", "DIVERGENT", "Das sehen wir anders."), "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(seat.post(address(id) + sicht("jobcenter", "DIVERGENT", "Das sehen wir ganz anders."), "")
                        .statusCode())
                .isEqualTo(302);

        assertThat(page("koordination", id))
                .contains("Das sehen wir ganz anders.", "Das sehen wir anders.", "Frühere Fassungen", "laut Protokoll")
                .doesNotContain("Eigene Sicht");
        assertThat(positions.latest(id, "jobcenter").orElseThrow().version()).isEqualTo(3);
        assertThatThrownBy(() -> positions.state(id, "jobcenter", SeatPosition.Kind.AGREE, "", true, "koordination"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void nobodyStatesAnotherSeatsView() {
        Bottleneck.Id id = given.resolved(handedOver.aStep());
        for (String user : List.of("sozialdezernat", "koordination")) {
            assertThat(Visitor.signedIn(port, user)
                            .post(address(id) + sicht("jobcenter", "AGREE", ""), "")
                            .body())
                    .as(user)
                    .contains("role=\"alert\"");
        }
        assertThat(positions.latest(id, "jobcenter")).isEmpty();
    }

    @Test
    void whenTheEffectWasAssessedTheMinutesAreFinal() {
        Bottleneck.Id id = given.resolved(handedOver.aStep());
        given.allMeasuresDone(id);
        clock.setTo(effects.observationEnd(id).plusDays(1));
        effects.compute(id);
        positions.state(id, "jobcenter", SeatPosition.Kind.AGREE, "", false, "jobcenter-leitung");
        effects.assess(id, false, "Die Zahlen sind zu klein.", "koordination");

        assertThatThrownBy(() -> positions.state(
                        id, "jobcenter", SeatPosition.Kind.NO_STATEMENT, "", false, "jobcenter-leitung"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Protokoll ist abgeschlossen");
        assertThat(page("jobcenter-leitung", id)).doesNotContain("Eigene Sicht");
    }

    @Test
    void theTasksOfTheGroupLeadToThePage() {
        HandedOver.Step step = handedOver.aStep();
        Bottleneck.Id id = given.reported(step);
        assertThat(new Story(engine, clock)
                        .task("koordination", "userTask_writeDossier", id.toString())
                        .shows("bottleneckText"))
                .contains("](" + address(id) + ")");
    }
}
