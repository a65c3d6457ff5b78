package org.kimlotse.sample;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Contacts;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.sample.SamplePlan.Progress;
import org.kimlotse.sample.SamplePlan.Sample;
import org.kimlotse.shared.BackdatedClock;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/**
 * Works one sample case the way its case manager would have: every step through the real form, with a sample user's rights,
 * on the day on which it would have been done.
 */
@Component
class SampleStory {

    private final CaseOpening opening;
    private final Handovers handovers;
    private final Contacts contacts;
    private final SampleDesk desk;
    private final Clock clock;

    SampleStory(CaseOpening opening, Handovers handovers, Contacts contacts, SampleDesk desk, Clock clock) {
        this.opening = opening;
        this.handovers = handovers;
        this.contacts = contacts;
        this.desk = desk;
        this.clock = clock;
    }

    /** @param goingOn asked before every step; a story that was left goes on where it stopped when it is told again */
    void tell(Sample sample, Runnable goingOn) {
        try {
            new Telling(sample, goingOn).tell();
        } finally {
            daysAgo(0);
        }
    }

    private void daysAgo(int days) {
        if (clock instanceof BackdatedClock backdated) {
            backdated.daysAgo(days);
        }
    }

    private final class Telling {

        private final Sample sample;
        private final Runnable goingOn;
        private String number = "";
        /** Some of it was told before: a step without a task has been done. */
        private boolean again;

        private Telling(Sample sample, Runnable goingOn) {
            this.sample = sample;
            this.goingOn = goingOn;
        }

        private void tell() {
            day(0);
            Opening opened = desk.as(
                    sample.user(),
                    () -> opening.open(new NewCase(
                            sample.token(),
                            sample.givenName(),
                            sample.familyName(),
                            sample.birthDate(),
                            false,
                            sample.municipality().name(),
                            sample.language(),
                            true,
                            "",
                            null,
                            true)));
            CaseId caseId = ((Opening.Opened) opened).caseId();
            number = caseId.number();
            desk.runWaitingSteps(number);
            again = !desk.has(sample.user(), number, "userTask_screenCrisis");
            if (sample.progress() == Progress.OPENED) {
                return;
            }
            step("userTask_screenCrisis", Map.of("acuteCrisis", false));
            step("userTask_informAndConsent", informed());
            if (sample.progress() == Progress.NEEDS_CLEAR) {
                return;
            }
            if (sample.progress() == Progress.COUNSELLED) {
                counselled();
                return;
            }
            step("userTask_clarifyNeeds", needs());
            step("userTask_confirmIndication", Map.of("indication", "CASE_MANAGEMENT"));
            if (sample.progress() == Progress.ASSESSING) {
                return;
            }
            day(1);
            step("userTask_assess", facts());
            if (sample.progress() == Progress.REVIEWING) {
                return;
            }
            step("userTask_reviewBenefitLaw", Map.of("benefitLawReview", "CONFIRM"));
            if (sample.progress() == Progress.AGREEING) {
                return;
            }
            day(2);
            agreed();
            contact(Contacts.Kind.PERSONAL, "Zielvereinbarung besprochen, Kopie mitgegeben");
            day(3);
            switch (sample.progress()) {
                case HANDED_OVER -> send(List.of("H0", "H1"));
                case ANSWERED -> {
                    send(List.of("H0", "H1"));
                    day(4);
                    answered("H1");
                }
                case UNANSWERED -> {
                    send(List.of("H1"));
                    restIsDone();
                    day(12);
                    contact(Contacts.Kind.PHONE, "fragt, ob das Jobcenter schon geantwortet hat");
                }
                case CLOSED -> closed();
                case ACCOMPANIED -> {
                    day(40);
                    contact(Contacts.Kind.NO_SHOW, "Verabredet war ein Gespräch über die Arbeitssuche");
                    day(43);
                    contact(Contacts.Kind.PHONE, "Neuer Termin vereinbart");
                }
                default -> {}
            }
        }

        /** Days after the opening; never later than today. */
        private void day(int later) {
            daysAgo(Math.max(0, sample.openedDaysAgo() - later));
        }

        private String today() {
            return BusinessCalendar.today(clock).toString();
        }

        private String inDays(int days) {
            return BusinessCalendar.today(clock).plusDays(days).toString();
        }

        private void step(String task, Map<String, Object> fields) {
            step(number, task, fields);
        }

        private void step(String key, String task, Map<String, Object> fields) {
            goingOn.run();
            if (again && !desk.has(sample.user(), key, task)) {
                return;
            }
            desk.submit(sample.user(), key, task, fields);
        }

        private void contact(Contacts.Kind kind, String topic) {
            goingOn.run();
            if (again
                    && contacts.of(new CaseId(number)).stream()
                            .anyMatch(c -> c.note().equals(topic))) {
                return;
            }
            desk.as(
                    sample.user(),
                    () -> contacts.add(
                            new CaseId(number),
                            clock.instant(),
                            kind,
                            Language.find(sample.language()).orElse(null),
                            kind == Contacts.Kind.PERSONAL ? "Sprachmittlung per Telefon" : "",
                            topic));
        }

        private void counselled() {
            step(
                    "userTask_clarifyNeeds",
                    Map.of(
                            "needAreas",
                            List.of("LANGUAGE"),
                            "agenciesInvolved",
                            List.of("COURSE_PROVIDER"),
                            "managesAlone",
                            true,
                            "wantsCaseManagement",
                            false));
            step("userTask_confirmIndication", Map.of("indication", "BERATUNG"));
            step(
                    "userTask_recordCounselling",
                    Map.of(
                            "counsellingNote",
                            "Kursträger in der Nähe genannt, Anmeldung zusammen ausgefüllt.",
                            "counsellingNext",
                            "DONE"));
        }

        private void agreed() {
            step(
                    "userTask_agreeGoals",
                    Map.of(
                            "goals",
                            List.of(Map.of(
                                    "goal",
                                    goal(),
                                    "owner",
                                    "CASE_MANAGER",
                                    "dueOn",
                                    inDays(sample.progress() == Progress.ACCOMPANIED ? 120 : 45),
                                    "indicator",
                                    indicator())),
                            "agreedReferrals",
                            referrals()));
            step(
                    "userTask_explainAndSign",
                    Map.of(
                            "goalsExplainedIn",
                            sample.language(),
                            "goalsInterpreter",
                            "PHONE",
                            "goalsSigned",
                            true,
                            "goalsSignedOn",
                            today()));
        }

        private List<String> referrals() {
            return switch (sample.progress()) {
                case LANGUAGE_COURSE -> List.of("LANGUAGE_COURSE");
                case CONFIDENTIAL -> List.of("HEALTH");
                case WORK -> List.of("JOBCENTER");
                case ACCOMPANIED, CLOSED -> List.of();
                default -> List.of("TRANSITION");
            };
        }

        private String goal() {
            return switch (sample.progress()) {
                case LANGUAGE_COURSE -> "Deutsch lernen, damit ich allein zum Amt gehen kann";
                case CONFIDENTIAL -> "Jemanden haben, mit dem ich reden kann";
                case WORK -> "Wieder in meinem Beruf arbeiten";
                case ACCOMPANIED -> "Den Schulabschluss anerkennen lassen";
                case CLOSED -> "Eine eigene Wohnung finden";
                default -> "Ohne Lücke vom Sozialamt zum Jobcenter wechseln";
            };
        }

        private String indicator() {
            return switch (sample.progress()) {
                case LANGUAGE_COURSE -> "Der Kurs hat begonnen";
                case CONFIDENTIAL -> "Der erste Termin war da";
                case WORK -> "Der Arbeitsvertrag ist unterschrieben";
                case ACCOMPANIED -> "Der Bescheid über die Anerkennung ist da";
                case CLOSED -> "Der Mietvertrag ist unterschrieben";
                default -> "Der Bescheid des Jobcenters ist da";
            };
        }

        private void send(List<String> hops) {
            for (Handover handover : open()) {
                if (hops.contains(handover.hop())) {
                    step(handover.id().toString(), "userTask_prepareAndSend", Map.of("sendDecision", "SEND"));
                }
            }
        }

        /** What builds on a step comes up when that step has ended: so more than one round. */
        private void restIsDone() {
            for (int round = 0; round < 3; round++) {
                for (Handover handover : open()) {
                    String key = handover.id().toString();
                    if (!handover.hop().equals("H1") && desk.has(sample.user(), key, "userTask_prepareAndSend")) {
                        step(
                                key,
                                "userTask_prepareAndSend",
                                Map.of(
                                        "sendDecision",
                                        "NOT_NEEDED",
                                        "notNeededReason",
                                        "Hat die Person mit Hilfe des Sozialamts schon selbst erledigt."));
                    }
                }
            }
        }

        private void answered(String hop) {
            for (Handover handover : open()) {
                if (handover.hop().equals(hop)) {
                    step(
                            handover.id().toString(),
                            "userTask_trackAnswer",
                            Map.of(
                                    "receiptAnswer",
                                    "ACCEPTED",
                                    "confirmedByPhone",
                                    true,
                                    "confirmedByName",
                                    "Eingangszone",
                                    "confirmedOn",
                                    today()));
                }
            }
        }

        private List<Handover> open() {
            return handovers.openOf(new CaseId(number));
        }

        private void closed() {
            day(60);
            contact(Contacts.Kind.PHONE, "Mietvertrag unterschrieben");
            step("userTask_accompany", Map.of("nextStep", "CLOSE"));
            step("userTask_close", Map.of("closingReason", "GOALS_MET", "goalAttainment", "FULLY"));
        }

        private Map<String, Object> informed() {
            return Map.ofEntries(
                    Map.entry("givenName", sample.givenName()),
                    Map.entry("familyName", sample.familyName()),
                    Map.entry("birthDate", sample.birthDate().toString()),
                    Map.entry("birthDateUncertain", false),
                    Map.entry("language", sample.language()),
                    Map.entry("interpreterNeeded", true),
                    Map.entry("infoLanguage", sample.language()),
                    Map.entry("infoInterpreter", "PHONE"),
                    Map.entry("infoGiven", true),
                    Map.entry("voluntary", true),
                    Map.entry("consentGiven", "ALL_LISTED"),
                    Map.entry("consentForm", "WRITTEN"),
                    Map.entry("consentValidUntil", inDays(365)));
        }

        private Map<String, Object> needs() {
            return Map.of(
                    "needAreas",
                    sample.progress() == Progress.CONFIDENTIAL
                            ? List.of("LANGUAGE", "HEALTH", "RESIDENCE")
                            : List.of("LANGUAGE", "LIVELIHOOD", "RESIDENCE"),
                    "agenciesInvolved",
                    List.of("SOCIAL_OFFICE", "JOBCENTER", "IMMIGRATION_OFFICE"),
                    "managesAlone",
                    false,
                    "wantsCaseManagement",
                    true);
        }

        private Map<String, Object> facts() {
            Map<String, Object> facts = new HashMap<>(Map.of(
                    "inGermanySince",
                    sample.servedOn().minusMonths(14).toString(),
                    "assignmentMunicipality",
                    sample.municipality().name(),
                    "employable",
                    true,
                    "needsSupport",
                    true,
                    "householdNote",
                    ""));
            switch (sample.progress()) {
                case LANGUAGE_COURSE, CONFIDENTIAL, ACCOMPANIED, CLOSED ->
                    facts.putAll(Map.of("residenceStatus", "GESTATTUNG", "benefitNow", "ASYLBLG"));
                case WORK ->
                    facts.putAll(Map.of(
                            "residenceStatus",
                            "RECOGNISED",
                            "protectionKind",
                            "REFUGEE",
                            "decisionServedOn",
                            sample.servedOn().minusMonths(7).toString(),
                            "appealFiled",
                            false,
                            "titleKind",
                            "P25_2_REFUGEE",
                            "titleIssuedOn",
                            sample.servedOn().minusMonths(5).toString(),
                            "benefitNow",
                            "SGB_II"));
                default ->
                    facts.putAll(Map.of(
                            "residenceStatus",
                            "RECOGNISED",
                            "protectionKind",
                            "REFUGEE",
                            "decisionServedOn",
                            sample.servedOn().toString(),
                            "appealFiled",
                            false,
                            "titleKind",
                            "NONE",
                            "benefitNow",
                            "ASYLBLG"));
            }
            return facts;
        }
    }
}
