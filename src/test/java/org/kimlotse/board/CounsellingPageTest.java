package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
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
import org.kimlotse.casefile.Cases;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Counselling is counted apart from case management, for a period and a place, and can be read again. */
@LotseTest
class CounsellingPageTest {

    /** A day no other test works on. */
    private static final String DAY = "2026-02-03";

    private static final String LATER = "2026-02-09";

    private static final String COUNT = "/beratungen?von=" + DAY + "&bis=" + DAY;

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    Cases cases;

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

    private static Map<String, Object> held(String held, String note, String next, String... on) {
        Map<String, Object> fields =
                new HashMap<>(Map.of("counsellingHeld", held, "counsellingNote", note, "counsellingNext", next));
        if (on.length > 0) {
            fields.put("counsellingNextOn", on[0]);
        }
        return fields;
    }

    @Test
    void coordinationReadsTheNumbersOfAllPlacesAndATeamItsOwn() {
        int before = talks(HttpUser.signedIn(port, "koordination").page(COUNT).body(), "Lohmar");
        CaseStory talk = contact("lohmar", "LOHMAR", "BERATUNG");
        String first = story.say("Fragen zur Kita");
        assertThatThrownBy(() -> talk.step("userTask_recordCounselling", Map.of("counsellingNote", first)))
                .hasMessageContaining("Hat das Gespräch stattgefunden?")
                .hasMessageContaining("Wie geht es weiter");
        assertThatThrownBy(() -> talk.step("userTask_recordCounselling", held("HELD", first, "AGAIN", "2026-12-25")))
                .hasMessageContaining("Fr, 25.12.2026 ist kein Arbeitstag");
        talk.step("userTask_recordCounselling", held("HELD", first, "AGAIN", DAY));
        assertThat(story.task("lohmar", "userTask_recordCounselling", talk.number())
                        .shows("counsellingNote"))
                .as("the next talk is another")
                .isEmpty();
        Map<String, Object> noShow =
                Map.of("counsellingHeld", "NO_SHOW", "counsellingNext", "AGAIN", "counsellingNextOn", LATER);
        talk.step("userTask_recordCounselling", noShow);
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
        String last = story.say("Platz gefunden");
        assertThatThrownBy(() -> talk.step("userTask_recordCounselling", held("HELD", last, "DONE")))
                .hasMessageContaining("Verabredet ist das Gespräch erst am Mo, 09.02.2026");
        assertThatThrownBy(() -> talk.step("userTask_recordCounselling", noShow))
                .as("nobody can have stayed away yet")
                .hasMessageContaining("Verabredet ist das Gespräch erst am");
        talk.step("userTask_recordCounselling", held("EARLIER", last, "DONE"));
        String advised = story.say("zur Migrationsberatung der AWO");
        CaseStory sent = contact(
                "fallmanagement",
                "SIEGBURG",
                "VERWEIS_MBE",
                "indicationOverrideReason",
                story.say("kennt die Stelle schon"));
        sent.step("userTask_recordReferralAdvice", Map.of("referralAdviceNote", advised));

        HttpUser manager = HttpUser.signedIn(port, "fallmanagement");
        String file = "/faelle/" + sent.number();
        manager.form(
                file + "/wieder-oeffnen",
                Map.of(
                        "_csrf",
                        manager.formToken(file),
                        "reason",
                        story.say("hat noch eine Frage"),
                        "version",
                        String.valueOf(cases.get(new CaseId(sent.number())).version())));
        assertThat(manager.page(file).body())
                .as("it begins where a first contact begins")
                .contains("Die Aufgabe „Krisenabfrage“ liegt in der Aufgabenliste.");

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
