package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.engine.Workflows;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

/** The process {@code steering-escalation} as people live it: only by their forms, named jobs and the clock. */
@LotseTest
class SteeringEscalationScenarioTest {

    private static final List<String> NINE_SEATS = List.of(
            "sozialdezernat",
            "ki-leitung",
            "sozialamt:V",
            "rechts-und-ordnungsamt",
            "gesundheitsamt",
            "jugendamt",
            "schulamt",
            "jobcenter",
            "troisdorf:V");

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
    Resolutions resolutions;

    @Autowired
    SeatPositions positions;

    @Autowired
    Workflows workflows;

    Story story;
    HandedOver.Step step;
    Bottleneck bottleneck;
    String key;

    @BeforeEach
    void anOfficeThatLostTheSameStepSixTimes() {
        clock.setTo("2026-10-20");
        story = new Story(engine, clock);
        step = handedOver.aStep();
        for (int day = 1; day <= 6; day++) {
            step.missedOn("2026-10-0" + day);
        }
        detection.detect();
        bottleneck = bottlenecks.open(step.office, step.hop).orElseThrow();
        key = bottleneck.id().toString();
    }

    private Bottleneck.Status status() {
        return bottlenecks.get(bottleneck.id()).status();
    }

    private void dossierWrittenAndReleased() {
        writeDossier();
        story.task("koordination", "userTask_releaseFirst", key).submit("releaseDecision", "RELEASE");
        story.task("koordination2", "userTask_releaseSecond", key).submit("releaseDecision", "RELEASE");
    }

    private void writeDossier() {
        story.task("koordination", "userTask_writeDossier", key)
                .submit("dossierText", story.say("Der Eingang wird nicht bestätigt."));
    }

    private void putOnAgenda(String day) {
        story.task("koordination", "userTask_putOnAgenda", key)
                .submit(
                        "agendaDecision",
                        "ON_AGENDA",
                        "meetingOn",
                        day,
                        "agendaText",
                        story.say("Übergaben an das Jobcenter"));
        clock.setTo(day);
    }

    /** Who sends a deputy is marked with {@code :V}. */
    private void hold(List<String> seats) {
        story.task("koordination", "userTask_holdMeeting", key)
                .submit(
                        "seatsPresent",
                        seats.stream().filter(seat -> !seat.endsWith(":V")).toList(),
                        "seatsRepresented",
                        seats.stream()
                                .filter(seat -> seat.endsWith(":V"))
                                .map(seat -> seat.replace(":V", ""))
                                .toList());
    }

    private void decide(int inFavour, int against, boolean adopted) {
        Story.OpenTask task = story.task("koordination", "userTask_recordDecision", key);
        Object[] common = {
            "decisionText", story.say("Es gibt eine feste Ansprechperson."),
            "votesFor", inFavour,
            "votesAgainst", against,
            "votesAbstained", 0,
            "decisionAdopted", adopted
        };
        if (!adopted) {
            task.submit(common);
            return;
        }
        Object[] all = java.util.Arrays.copyOf(common, common.length + 2);
        all[common.length] = "measures";
        all[common.length + 1] = List.of(
                Map.of(
                        "measureText", story.say("Ansprechperson benennen"),
                        "measureOwner", "SEAT:jobcenter",
                        "measureDueOn", "2026-12-15"),
                Map.of(
                        "measureText", story.say("Eingang am selben Tag bestätigen"),
                        "measureOwner", "OFFICE:JC-SIE",
                        "measureDueOn", "2026-12-20"));
        task.submit(all);
    }

    private void positionsLapse() {
        clock.setTo(resolutions
                .positionsUntil(resolutions.requireLatest(bottleneck.id()))
                .plusDays(1));
        story.fire("boundary_positionsUntil", key);
    }

    private void measuresDone() {
        story.task("jobcenter-leitung", "userTask_doMeasure", key)
                .submit("measureDone", "DONE", "measureNote", story.say("Frau N. ist zuständig."));
        story.task("jobcenter", "userTask_doMeasure", key)
                .submit("measureDone", "DONE", "measureNote", story.say("Seit gestern so."));
    }

    private void observed() {
        clock.setTo("2027-04-01");
        story.fire("timer_observation", key);
        story.fire("serviceTask_computeEffect", key);
    }

    @Test
    void goesFromTheReportToMeasuresThatWorkAndIsClosed() {
        assertThat(story.task("koordination", "userTask_writeDossier", key).shows("bottleneckText"))
                .contains(bottleneck.number())
                .contains("Meldungen");
        dossierWrittenAndReleased();
        assertThat(story.task("koordination", "userTask_putOnAgenda", key).shows("bottleneckText"))
                .contains("Ladungsfrist 14 Kalendertage");
        putOnAgenda("2026-11-05");
        assertThat(story.task("koordination", "userTask_holdMeeting", key).shows("quorumText"))
                .contains("mindestens 9 der 16");
        hold(NINE_SEATS);
        decide(8, 1, true);

        assertThat(story.tasksOf("sozialdezernat", key)).contains("userTask_statePosition");
        story.as(
                "sozialdezernat",
                () -> positions.stateOutsideTheTask(
                        bottleneck.id(), "sozialdezernat", SeatPosition.Kind.AGREE, "", "sozialdezernat"));
        assertThat(story.tasksOf("sozialdezernat", key))
                .as("said on the page, asked no more")
                .doesNotContain("userTask_statePosition");
        Story.OpenTask own = story.task("jobcenter-leitung", "userTask_statePosition", key);
        assertThat(own.shows("positionSeat")).isEqualTo("Geschäftsführung Jobcenter, jobcenter rhein-sieg");
        String divergent = story.say("Ohne mehr Personal wird das nicht gehen.");
        own.submit("positionKind", "DIVERGENT", "positionText", divergent, "positionSource", "SELF");
        assertThat(story.tasks("koordination", "userTask_statePosition", key)).hasSize(14);
        story.tasks("koordination", "userTask_statePosition", key)
                .forEach(t -> t.submit("positionKind", "AGREE", "positionSource", "MINUTES"));
        assertThat(positions.current(resolutions.requireLatest(bottleneck.id())))
                .hasSize(16)
                .anySatisfy((seat, position) -> assertThat(position.body()).isEqualTo(divergent));

        measuresDone();
        for (int day = 10; day <= 16; day++) {
            step.answered("2027-01-" + day, 3);
        }
        observed();
        Story.OpenTask assess = story.task("koordination", "userTask_assessEffect", key);
        assertThat(assess.shows("effect")).isEqualTo("EFFECTIVE");
        assertThat(assess.shows("effectDecision")).isEqualTo("CLOSE");
        assess.submit("effectDecision", "CLOSE");

        assertThat(status()).isEqualTo(Bottleneck.Status.CLOSED);
        assertThat(workflows.isRunning("steering-escalation", key)).isFalse();
    }

    @Test
    void comesBackToTheAgendaWhenTheDataSayThatNothingChanged() {
        dossierWrittenAndReleased();
        putOnAgenda("2026-11-05");
        hold(NINE_SEATS);
        decide(9, 0, true);
        positionsLapse();
        measuresDone();
        for (int day = 10; day <= 16; day++) {
            step.missedOn("2027-01-" + day);
        }
        observed();
        Story.OpenTask assess = story.task("koordination", "userTask_assessEffect", key);
        assertThat(assess.shows("effect")).isEqualTo("NOT_EFFECTIVE");
        assertThatThrownBy(() -> assess.submit("effectDecision", "CLOSE"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("weicht von den Zahlen ab");
        assess.submit("effectDecision", "BACK_ON_AGENDA");

        Story.OpenTask again = story.task("koordination", "userTask_putOnAgenda", key);
        assertThat(again.shows("bottleneckText")).contains("nicht wirksam").contains("Letzter Beschluss");
        again.submit("agendaDecision", "CLOSE", "agendaCloseReason", story.say("Die Stelle ist aufgelöst."));
        assertThat(status()).isEqualTo(Bottleneck.Status.CLOSED);
    }

    @Test
    void theDossierComesBackFromEitherPersonAndNeedsTwoDifferentOnes() {
        writeDossier();
        story.task("koordination2", "userTask_releaseFirst", key)
                .submit("releaseDecision", "RETURN", "releaseNote", story.say("Zu lang."));
        assertThat(story.task("koordination", "userTask_writeDossier", key).shows("bottleneckText"))
                .contains("Zu lang.");
        writeDossier();
        story.task("koordination", "userTask_releaseFirst", key).submit("releaseDecision", "RELEASE");
        assertThatThrownBy(() -> story.task("koordination", "userTask_releaseSecond", key)
                        .submit("releaseDecision", "RELEASE"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("andere Person");
        story.task("koordination2", "userTask_releaseSecond", key)
                .submit("releaseDecision", "RETURN", "releaseNote", story.say("Zahlen erklären."));
        dossierWrittenAndReleased();
        assertThat(status()).isEqualTo(Bottleneck.Status.RELEASED);
    }

    @Test
    void withoutAQuorumAndOnATieItIsPutOnTheNextAgenda() {
        dossierWrittenAndReleased();
        putOnAgenda("2026-11-05");
        hold(NINE_SEATS.subList(0, 8));
        assertThat(story.task("koordination", "userTask_putOnAgenda", key).shows("bottleneckText"))
                .contains("Die Sitzung am 05.11.2026 war nicht beschlussfähig: 8 von 16");
        putOnAgenda("2026-12-03");
        assertThatThrownBy(() -> hold(List.of("jobcenter", "jobcenter:V"))).isInstanceOf(FormRejected.class);
        List<String> ten = new java.util.ArrayList<>(NINE_SEATS);
        ten.add("kommunen-1");
        hold(ten);
        assertThatThrownBy(() -> decide(5, 5, true))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Stimmengleichheit");
        decide(5, 5, false);
        assertThat(story.task("koordination", "userTask_putOnAgenda", key).shows("bottleneckText"))
                .contains("nicht angenommen");
    }

    @Test
    void aMeetingThatDoesNotTakePlaceOnItsDayIsPutOnAnotherAgenda() {
        dossierWrittenAndReleased();
        assertThatThrownBy(() -> putOnAgenda("2099-01-01")).hasMessageContaining("mehr als ein Jahr in der Zukunft");
        putOnAgenda("2026-12-03");
        clock.setTo("2026-11-04");
        assertThatThrownBy(() -> hold(NINE_SEATS)).hasMessageContaining("an einem anderen Tag");
        story.task("koordination", "userTask_holdMeeting", key).submit("meetingHeld", "OFF");
        story.runDueJobs();
        assertThat(story.task("koordination", "userTask_putOnAgenda", key).shows("bottleneckText"))
                .contains("Die Sitzung am 03.12.2026 wurde abgesagt oder verschoben.");
        putOnAgenda("2026-11-05");
        hold(NINE_SEATS);
        decide(9, 0, true);
    }

    @Test
    void theSteeringGroupSeesItsOwnTasksOnly() {
        assertThat(story.tasksOf("sozialdezernat", key)).isEmpty();
        dossierWrittenAndReleased();
        putOnAgenda("2026-11-05");
        hold(NINE_SEATS);
        decide(8, 1, true);
        assertThat(story.tasksOf("sozialdezernat", key)).containsExactly("userTask_statePosition");
        assertThat(story.tasksOf("jobcenter-leitung", key))
                .containsExactly("userTask_doMeasure", "userTask_statePosition");
        assertThat(story.tasksOf("jobcenter", key)).containsExactly("userTask_doMeasure");
        assertThat(story.tasksOf("fallmanagement", key)).isEmpty();
        positionsLapse();
        assertThat(story.tasksOf("sozialdezernat", key)).isEmpty();
        assertThat(story.tasksOf("jobcenter-leitung", key)).containsExactly("userTask_doMeasure");
        assertThat(story.tasksOf("jobcenter", key)).containsExactly("userTask_doMeasure");
    }

    @Test
    void measuresAreTasksTheDayTheyAreDecidedWhileTheSeatsStillState() {
        dossierWrittenAndReleased();
        putOnAgenda("2026-11-05");
        hold(NINE_SEATS);
        decide(9, 0, true);
        measuresDone();
        assertThat(story.tasks("koordination", "userTask_statePosition", key)).hasSize(16);
        assertThat(workflows.isRunning("steering-escalation", key)).isTrue();

        positionsLapse();
        for (int day = 10; day <= 16; day++) {
            step.answered("2027-01-" + day, 3);
        }
        observed();
        story.task("koordination", "userTask_assessEffect", key).submit("effectDecision", "CLOSE");
        assertThat(status()).isEqualTo(Bottleneck.Status.CLOSED);
    }

    @Test
    void aSeatWhoseViewWasTakenFromTheMinutesStillSpeaksForItself() {
        dossierWrittenAndReleased();
        putOnAgenda("2026-11-05");
        hold(NINE_SEATS);
        decide(9, 0, true);
        story.tasks("koordination", "userTask_statePosition", key)
                .forEach(t -> t.submit("positionKind", "AGREE", "positionSource", "MINUTES"));
        assertThat(story.tasksOf("jobcenter-leitung", key)).containsExactly("userTask_doMeasure");

        String own = story.say("Ohne mehr Personal wird das nicht gehen.");
        positions.state(bottleneck.id(), "jobcenter", SeatPosition.Kind.DIVERGENT, own, false, "jobcenter-leitung");
        assertThat(positions.latest(bottleneck.id(), "jobcenter").orElseThrow().body())
                .isEqualTo(own);
    }
}
