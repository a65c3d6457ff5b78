package org.kimlotse.sample;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.shared.BackdatedClock;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Work for coordination and the steering group: one bottleneck waits for its meeting, one was decided on today, so that the
 * seats have their own position to enter; of those decided on months ago one is observed, and of one the effect is to be
 * assessed. Made through the real forms.
 */
@Component
class SampleSteering {

    private static final Logger LOG = LoggerFactory.getLogger(SampleSteering.class);

    private static final List<String> PRESENT = List.of(
            "sozialdezernat",
            "ki-leitung",
            "sozialamt",
            "rechts-und-ordnungsamt",
            "gesundheitsamt",
            "jugendamt",
            "schulamt",
            "jobcenter",
            "freie-wohlfahrtspflege");

    private static final int NOTICE_DAYS = 14;

    /** Days before today: after the last report, and so long before today that a measure done then has been observed. */
    private static final int DECIDED = 104;

    private static final int MEASURE_DONE_LONG_AGO = 98;
    private static final int MEASURE_DONE = 40;

    private final Cases cases;
    private final Bottlenecks bottlenecks;
    private final SampleDesk desk;
    private final Clock clock;

    SampleSteering(Cases cases, Bottlenecks bottlenecks, SampleDesk desk, Clock clock) {
        this.cases = cases;
        this.bottlenecks = bottlenecks;
        this.desk = desk;
        this.clock = clock;
    }

    void prepare() {
        try {
            onWorkday(0);
            report("vertretung", "Aslan", "H0", "Auf bekannt gegebene Ereignisse kommt selten eine Antwort.");
            report("fallmanagement", "Sharifi", "H1", "Der Eingang von Anträgen wird oft nicht bestätigt.");
            bottlenecks.open("JC-SIE", "H1").ifPresent(b -> {
                release(
                        b,
                        "Anträge gehen ein, der Eingang wird nicht bestätigt. Wer bestätigt ihn künftig, und bis wann?",
                        "Eingang von Anträgen im Jobcenter bestätigen",
                        0);
                decide(
                        b,
                        "Das Jobcenter bestätigt den Eingang binnen fünf Arbeitstagen.",
                        "Eine Ansprechperson für Eingangsbestätigungen benennen");
            });
            open("H0")
                    .forEach(b -> release(
                            b,
                            "Ereignisse werden bekannt gegeben, eine Antwort kommt selten. Wer meldet sich künftig?",
                            "Auf Ereignisse antworten",
                            NOTICE_DAYS));
            observe();
        } catch (RuntimeException e) {
            // A sample that no longer fits edited forms must not keep the house from opening.
            LOG.warn(
                    "Das Beispiel für die Lenkungsgruppe passt nicht zu den Prozessen und Formularen und bleibt unvollständig: {}",
                    e.getMessage());
        } finally {
            now();
        }
    }

    /** What was reported in the stories: of one the observation is over and the figures say nothing, the other runs. */
    private void observe() {
        onWorkday(DECIDED);
        List<Bottleneck> reported =
                open("J1").filter(b -> b.openedAt().isBefore(clock.instant())).toList();
        for (int n = 0; n < reported.size(); n++) {
            Bottleneck bottleneck = reported.get(n);
            String key = bottleneck.id().toString();
            onWorkday(DECIDED);
            release(
                    bottleneck,
                    "Bis zum ersten Gespräch vergehen Wochen. Wer vergibt den Termin, und wie schnell?",
                    "Wartezeit bis zum ersten Gespräch",
                    0);
            decide(
                    bottleneck,
                    "Das erste Gespräch findet binnen zehn Arbeitstagen statt.",
                    "Feste Zeiten für erste Gespräche freihalten");
            onWorkday(n == 0 ? MEASURE_DONE_LONG_AGO : MEASURE_DONE);
            desk.submit(
                    "koordination",
                    key,
                    "userTask_doMeasure",
                    Map.of("measureDone", "DONE", "measureNote", "Die Zeiten sind freigehalten."));
            now();
            desk.runWaitingSteps(key);
        }
    }

    /** Nobody meets on a Sunday: so many days ago or on the next Arbeitstag; instead of today on the last. */
    private void onWorkday(int daysAgo) {
        if (clock instanceof BackdatedClock backdated) {
            backdated.daysAgo(0);
            LocalDate today = BusinessCalendar.today(clock);
            int days = daysAgo;
            while (!BusinessCalendar.isArbeitstag(today.minusDays(days))) {
                days += daysAgo == 0 ? 1 : -1;
            }
            backdated.daysAgo(days);
        }
    }

    private void now() {
        if (clock instanceof BackdatedClock backdated) {
            backdated.daysAgo(0);
        }
    }

    private String inDays(int days) {
        return BusinessCalendar.rollForward(BusinessCalendar.today(clock).plusDays(days))
                .toString();
    }

    private Stream<Bottleneck> open(String hop) {
        return bottlenecks.all().stream().filter(b -> b.open() && b.hop().equals(hop));
    }

    private void report(String user, String familyName, String hop, String text) {
        Set<String> team = Set.of(Municipality.SIEGBURG.team());
        String number = cases.search(familyName, team, EnumSet.of(Case.State.OPEN), 1).stream()
                .map(found -> found.id().number())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sample case " + familyName));
        desk.submit(
                user,
                number,
                "userTask_accompany",
                Map.of(
                        "nextStep",
                        "CONTINUE",
                        "bottleneckReported",
                        true,
                        "bottleneckReportHop",
                        hop,
                        "bottleneckReportText",
                        text));
    }

    private void release(Bottleneck bottleneck, String dossier, String agenda, int days) {
        String key = bottleneck.id().toString();
        desk.submit("koordination", key, "userTask_writeDossier", Map.of("dossierText", dossier));
        desk.submit("koordination", key, "userTask_releaseFirst", Map.of("releaseDecision", "RELEASE"));
        desk.submit("koordination2", key, "userTask_releaseSecond", Map.of("releaseDecision", "RELEASE"));
        desk.submit(
                "koordination",
                key,
                "userTask_putOnAgenda",
                Map.of("agendaDecision", "ON_AGENDA", "meetingOn", inDays(days), "agendaText", agenda));
    }

    private void decide(Bottleneck bottleneck, String decision, String measure) {
        String key = bottleneck.id().toString();
        desk.submit("koordination", key, "userTask_holdMeeting", Map.of("seatsPresent", PRESENT));
        desk.submit(
                "koordination",
                key,
                "userTask_recordDecision",
                Map.of(
                        "decisionText",
                        decision,
                        "votesFor",
                        8,
                        "votesAgainst",
                        0,
                        "votesAbstained",
                        1,
                        "decisionAdopted",
                        true,
                        "measures",
                        List.of(Map.of(
                                "measureText",
                                measure,
                                "measureOwner",
                                "SEAT:jobcenter",
                                "measureDueOn",
                                inDays(30)))));
    }
}
