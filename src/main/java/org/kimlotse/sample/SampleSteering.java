package org.kimlotse.sample;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Work for coordination and the steering group: one bottleneck just reported, one decided on today, so that the seats have
 * their own position to enter. Made through the real forms.
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
            report("vertretung", "Aslan", "H0", "Auf bekannt gegebene Ereignisse kommt selten eine Antwort.");
            report("fallmanagement", "Sharifi", "H1", "Der Eingang von Anträgen wird oft nicht bestätigt.");
            bottlenecks.open("JC-SIE", "H1").ifPresent(this::decide);
        } catch (RuntimeException e) {
            // A sample that no longer fits edited forms must not keep the house from opening.
            LOG.warn(
                    "Das Beispiel für die Lenkungsgruppe passt nicht zu den Prozessen und Formularen und bleibt unvollständig: {}",
                    e.getMessage());
        }
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

    private void decide(Bottleneck bottleneck) {
        String key = bottleneck.id().toString();
        String today = BusinessCalendar.today(clock).toString();
        desk.submit(
                "koordination",
                key,
                "userTask_writeDossier",
                Map.of(
                        "dossierText",
                        "Anträge gehen ein, der Eingang wird nicht bestätigt. Wer bestätigt ihn künftig, und bis wann?"));
        desk.submit("koordination", key, "userTask_releaseFirst", Map.of("releaseDecision", "RELEASE"));
        desk.submit("koordination2", key, "userTask_releaseSecond", Map.of("releaseDecision", "RELEASE"));
        desk.submit(
                "koordination",
                key,
                "userTask_putOnAgenda",
                Map.of(
                        "agendaDecision",
                        "ON_AGENDA",
                        "meetingOn",
                        today,
                        "agendaText",
                        "Eingang von Anträgen im Jobcenter bestätigen"));
        desk.submit("koordination", key, "userTask_holdMeeting", Map.of("seatsPresent", PRESENT));
        desk.submit(
                "koordination",
                key,
                "userTask_recordDecision",
                Map.of(
                        "decisionText",
                        "Das Jobcenter bestätigt den Eingang binnen fünf Arbeitstagen.",
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
                                "Eine Ansprechperson für Eingangsbestätigungen benennen",
                                "measureOwner",
                                "SEAT:jobcenter",
                                "measureDueOn",
                                BusinessCalendar.today(clock).plusDays(30).toString()))));
    }
}
