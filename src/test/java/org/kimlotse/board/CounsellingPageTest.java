package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Counselling is counted apart from case management, for a period and a place, and can be read again. */
@LotseTest
class CounsellingPageTest {

    /** A day no other test works on. */
    private static final String DAY = "2026-02-03";

    private static final String LATER = "2026-02-08";

    private static final String COUNT = "/beratungen?von=" + DAY + "&bis=" + DAY;

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    Story story;

    @BeforeEach
    void inFebruary() {
        clock.setTo(DAY);
        story = new Story(engine, clock);
    }

    @AfterEach
    void today() {
        clock.setTo("2026-09-16");
    }

    private CaseStory contact(String manager, String municipality, String indication, Object... more) {
        return CaseStory.workedBy(manager, story, opening)
                .opened(municipality)
                .noCrisis()
                .informedWithoutConsent()
                .oneQuestionOnly()
                .indication(indication, more);
    }

    @Test
    void coordinationReadsTheNumbersOfAllPlacesAndATeamItsOwn() {
        int before = talks(HttpUser.signedIn(port, "koordination").page(COUNT).body(), "Lohmar");
        CaseStory talk = contact("lohmar", "LOHMAR", "BERATUNG");
        String first = story.say("Fragen zur Kita");
        assertThatThrownBy(() -> talk.step("userTask_recordCounselling", Map.of("counsellingNote", first)))
                .hasMessageContaining("Wie geht es weiter");
        talk.step(
                "userTask_recordCounselling",
                Map.of("counsellingNote", first, "counsellingNext", "AGAIN", "counsellingNextOn", DAY));
        assertThat(story.task("lohmar", "userTask_recordCounselling", talk.number())
                        .shows("counsellingNote"))
                .as("the next talk is another")
                .isEmpty();
        talk.step(
                "userTask_recordCounselling",
                Map.of("counsellingHeld", "NO_SHOW", "counsellingNext", "AGAIN", "counsellingNextOn", LATER));
        assertThat(TaskDates.dayOf(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(story.task("lohmar", "userTask_recordCounselling", talk.number())
                                .id())
                        .singleResult()
                        .getDueDate()))
                .isEqualTo(LocalDate.parse(LATER));
        assertThat(HttpUser.signedIn(port, "lohmar")
                        .page("/faelle/" + talk.number())
                        .body())
                .contains("nicht zum Gespräch gekommen");
        talk.step(
                "userTask_recordCounselling",
                Map.of("counsellingNote", story.say("Platz gefunden"), "counsellingNext", "DONE"));
        String advised = story.say("zur Migrationsberatung der AWO");
        CaseStory sent = contact(
                "fallmanagement",
                "SIEGBURG",
                "VERWEIS_MBE",
                "indicationOverrideReason",
                story.say("kennt die Stelle schon"));
        sent.step("userTask_recordReferralAdvice", Map.of("referralAdviceNote", advised));

        String all = HttpUser.signedIn(port, "koordination").page(COUNT).body();
        assertThat(talks(all, "Lohmar")).isEqualTo(before + 2);
        assertThat(all).contains("Siegburg", "Zusammen");
        assertThat(HttpUser.signedIn(port, "lohmar").page(COUNT).body())
                .contains("Lohmar")
                .doesNotContain(">Siegburg<", "Zusammen");
        assertThat(HttpUser.signedIn(port, "koordination")
                        .page("/beratungen?von=2026-02-04&bis=2026-02-04")
                        .body())
                .contains("wurde niemand beraten");
        assertThat(HttpUser.signedIn(port, "koordination")
                        .page("/beratungen?von=2026-02-04&bis=2026-02-01")
                        .body())
                .contains("Der letzte Tag liegt vor dem ersten");
        for (String other : new String[] {"jobcenter", "sozialdezernat", "prozesse", "admin"}) {
            assertThat(HttpUser.signedIn(port, other).page("/beratungen").status())
                    .as(other)
                    .isEqualTo(404);
        }

        assertThat(HttpUser.signedIn(port, "lohmar")
                        .page("/faelle/" + talk.number())
                        .body())
                .contains("Beratung am 03.02.2026", first, "Platz gefunden");
        assertThat(HttpUser.signedIn(port, "fallmanagement")
                        .page("/faelle/" + sent.number())
                        .body())
                .contains("Verweis am 03.02.2026", advised);
    }

    private static int talks(String page, String municipality) {
        Matcher line = Pattern.compile(municipality + "</th><td>(\\d+)</td>").matcher(page);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }
}
