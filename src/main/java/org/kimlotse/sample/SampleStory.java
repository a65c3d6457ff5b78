package org.kimlotse.sample;

import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Contacts;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casework.Crises;
import org.kimlotse.consent.StandardConsents;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.referral.ReferralRecords;
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

    /** Whose asylum procedure still runs. */
    private static final Set<Progress> NO_DECISION_YET = EnumSet.of(
            Progress.LANGUAGE_COURSE,
            Progress.CERTIFICATE_AWAITED,
            Progress.COURSE_REGISTERED,
            Progress.COURSE_ATTENDED,
            Progress.COURSE_BROKEN_OFF,
            Progress.AGREED_ANEW,
            Progress.CONFIDENTIAL,
            Progress.CONFIDENTIAL_ASKED,
            Progress.CONFIDENTIAL_ACCOMPANIED,
            Progress.CONFIDENTIAL_GOES_ON,
            Progress.CRISIS,
            Progress.CRISIS_OVER,
            Progress.ACCOMPANIED,
            Progress.CLOSED);

    private final StandardConsents consents;
    private final CaseOpening opening;
    private final Handovers handovers;
    private final Contacts contacts;
    private final ReferralRecords referrals;
    private final Crises crises;
    private final SampleDesk desk;
    private final Clock clock;

    SampleStory(
            StandardConsents consents,
            CaseOpening opening,
            Handovers handovers,
            Contacts contacts,
            ReferralRecords referrals,
            Crises crises,
            SampleDesk desk,
            Clock clock) {
        this.consents = consents;
        this.referrals = referrals;
        this.crises = crises;
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
        /** The Bundesamt has decided. */
        private boolean decided;

        private Telling(Sample sample, Runnable goingOn) {
            this.sample = sample;
            this.goingOn = goingOn;
            decided = !NO_DECISION_YET.contains(sample.progress());
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
            if (sample.progress() == Progress.COUNSELLED || sample.progress() == Progress.COUNSELLING) {
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
                case CERTIFICATE_AWAITED -> asksForACourse();
                case COURSE_REGISTERED -> registers();
                case COURSE_ATTENDED -> {
                    registers();
                    attends();
                }
                case COURSE_BROKEN_OFF -> {
                    registers();
                    attends();
                    breaksOff();
                }
                case AGREED_ANEW -> agreesAnew();
                case CONFIDENTIAL_ASKED -> asksInConfidence();
                case CONFIDENTIAL_ACCOMPANIED -> isAccompanied();
                case CONFIDENTIAL_GOES_ON -> {
                    isAccompanied();
                    goesOn();
                }
                case TALK_HELD -> talks();
                case AT_WORK -> {
                    talks();
                    works();
                }
                case CRISIS -> crisis(sample.openedDaysAgo());
                case CRISIS_OVER -> {
                    crisis(20);
                    day(21);
                    step(
                            "userTask_followUp",
                            Map.of("crisisOver", true, "crisisFollowNote", "War gestern selbst in der Praxis."));
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
            // What goes on elsewhere in the case: a handover of a referral, for example.
            if (!key.equals(number)) {
                desk.runWaitingSteps(number);
            }
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
                            "counsellingHeld",
                            "HELD",
                            "counsellingNote",
                            "Kursträger in der Nähe genannt, Anmeldung zusammen ausgefüllt.",
                            "counsellingNext",
                            sample.progress() == Progress.COUNSELLED ? "DONE" : "AGAIN",
                            "counsellingNextOn",
                            BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), 7)
                                    .toString()));
        }

        // ---- language course ------------------------------------------------------------------------------------

        private void courseNeeds() {
            referral(
                    "userTask_clarifyCourseNeeds",
                    Map.of(
                            "courseStatus",
                            "GESTATTUNG",
                            "germanLevel",
                            "A1",
                            "literacy",
                            "LATIN",
                            "courseFullTime",
                            false,
                            "courseChildcare",
                            false,
                            "courseWorking",
                            false,
                            "courseInSchool",
                            false));
        }

        private void asksForACourse() {
            courseNeeds();
            referral("userTask_chooseDoor", Map.of("courseDoor", "SOZIALAMT"));
            day(5);
            send(List.of("S1"));
        }

        private void registers() {
            asksForACourse();
            day(15);
            answered("S1");
            done("S1");
            referral(
                    "userTask_recordCertificate",
                    Map.of("certificateOn", today(), "certificateUntil", inDays(365), "courseObliged", true));
            day(18);
            handedOver("S2");
            referral(
                    "userTask_recordPlacement",
                    Map.of(
                            "placementState",
                            "TESTED",
                            "placementOn",
                            today(),
                            "germanLevel",
                            "A1",
                            "courseKind",
                            "ALLGEMEIN"));
            day(25);
            handedOver("S3");
            referral(
                    "userTask_recordRegistration",
                    Map.of(
                            "courseRegistration",
                            "REGISTERED",
                            "courseProvider",
                            "Volkshochschule Rhein-Sieg",
                            "registeredOn",
                            today(),
                            "courseStartPlannedOn",
                            inDays(21)));
            contact(Contacts.Kind.PHONE, "Zum Kurs angemeldet, Beginn steht fest");
        }

        private void attends() {
            day(28);
            handedOver("S4");
            day(46);
            referral("userTask_confirmStart", Map.of("courseStart", "STARTED", "courseStartedOn", today()));
            day(60);
            referral(
                    "userTask_followAttendance",
                    Map.of("attendance", "ATTENDING", "absentDays", 0, "lastReachedOn", today()));
            contact(Contacts.Kind.PERSONAL, "Der Kurs geht gut, der Weg ist weit");
        }

        private void breaksOff() {
            day(70);
            referral("userTask_followAttendance", Map.of("attendance", "DROPPED_OUT", "absenceReason", "CHILDCARE"));
        }

        private void agreesAnew() {
            courseNeeds();
            referral(
                    "userTask_chooseDoor",
                    Map.of(
                            "courseDoor",
                            "KEINER",
                            "courseDoorReason",
                            "In diesem Halbjahr ist in keinem Kurs ein Platz frei."));
            day(30);
            step("userTask_assess", facts());
            step("userTask_reviewBenefitLaw", Map.of("benefitLawReview", "CONFIRM"));
            agreed();
            contact(Contacts.Kind.PERSONAL, "Neue Vereinbarung besprochen, Kopie mitgegeben");
        }

        // ---- in confidence --------------------------------------------------------------------------------------

        private void asksInConfidence() {
            inConfidence(
                    "userTask_recordNeeds",
                    Map.of(
                            "confidentialObservations",
                            List.of("SLEEP", "CONCENTRATION"),
                            "confidentialImpaired",
                            true,
                            "confidentialOwnWords",
                            "Nachts kommt alles wieder, im Kurs bin ich müde.",
                            "confidentialTherapy",
                            false));
            inConfidence(
                    "userTask_chooseAddressee",
                    Map.of("confidentialDecision", "REFER", "confidentialAddressee", "PSZ"));
            day(5);
            send(List.of("G1"));
        }

        private void isAccompanied() {
            asksInConfidence();
            day(12);
            answered("G1");
            done("G1");
            day(15);
            inConfidence(
                    "userTask_follow",
                    Map.of(
                            "confidentialGoesOn",
                            "CONTINUE",
                            "confidentialAppointment",
                            inDays(14),
                            "confidentialNote",
                            "Das erste Gespräch tat gut."));
        }

        private void goesOn() {
            day(sample.openedDaysAgo() - 4);
            inConfidence("userTask_follow", Map.of("confidentialGoesOn", "DONE", "confidentialOngoing", true));
            day(sample.openedDaysAgo() - 3);
            decided = true;
            step("userTask_accompany", Map.of("nextStep", "REASSESS"));
            step("userTask_assess", facts());
            step("userTask_reviewBenefitLaw", Map.of("benefitLawReview", "CONFIRM"));
            agreed();
        }

        /** A step of the first confidential referral, whatever has begun since. */
        private void inConfidence(String task, Map<String, Object> fields) {
            referrals.of(new CaseId(number)).stream()
                    .reduce((newer, older) -> older)
                    .ifPresent(referral -> step(referral.id().toString(), task, fields));
        }

        // ---- work -----------------------------------------------------------------------------------------------

        private void talks() {
            referral(
                    "userTask_clarifyWork",
                    Map.of(
                            "workEducation",
                            "VOCATIONAL",
                            "workExperience",
                            true,
                            "workGoal",
                            "Tischlerei",
                            "workOffer",
                            false));
            handedOver("J1");
            day(20);
            referral(
                    "userTask_recordTalk",
                    Map.of(
                            "talkOutcome",
                            "HELD",
                            "talkOn",
                            today(),
                            "potentialAnalysed",
                            true,
                            "recognitionWished",
                            false));
            day(24);
            handedOver("J2");
        }

        private void works() {
            day(25);
            step(
                    "userTask_accompany",
                    Map.of(
                            "nextStep",
                            "CONTINUE",
                            "bottleneckReported",
                            true,
                            "bottleneckReportHop",
                            "J1",
                            "bottleneckReportText",
                            "Bis zum ersten Gespräch vergehen Wochen, und niemand sagt, woran es liegt."));
            day(30);
            referral("userTask_recordPlan", Map.of("planState", "MADE", "planOn", today(), "planHasCourse", false));
            day(sample.openedDaysAgo() - 12);
            referral("userTask_followWork", Map.of("workNext", "IN_WORK"));
            referral(
                    "userTask_recordWork",
                    Map.of("workKind", "JOB", "workStartsOn", inDays(5), "workCoversNeed", true));
            handedOver("J4");
        }

        /** Nobody learns which; what was done is sealed. */
        private void crisis(int later) {
            day(later);
            CaseId caseId = new CaseId(number);
            goingOn.run();
            if (crises.of(caseId).isEmpty()) {
                desk.as(sample.user(), () -> crises.report(caseId));
            }
            step(
                    "userTask_actNow",
                    Map.of(
                            "crisisActions",
                            List.of("STAYED", "SOCIAL_PSYCHIATRIC_SERVICE"),
                            "crisisInformed",
                            "Der Dienst wurde mit Einwilligung angerufen und ist gekommen."));
        }

        /** A step of the referral that was begun last. */
        private void referral(String task, Map<String, Object> fields) {
            referrals.of(new CaseId(number)).stream()
                    .findFirst()
                    .ifPresent(referral -> step(referral.id().toString(), task, fields));
        }

        /** Sent, taken over and done on one day, each at its own desk. */
        private void handedOver(String hop) {
            send(List.of(hop));
            answered(hop);
            done(hop);
        }

        private void done(String hop) {
            for (Handover handover : open()) {
                if (handover.hop().equals(hop)) {
                    step(
                            handover.id().toString(),
                            "userTask_recordOutcome",
                            Map.of("outcome", "DONE", "outcomeOn", today()));
                }
            }
        }

        private void agreed() {
            step(
                    "userTask_agreeGoals",
                    Map.of(
                            "goals",
                            List.of(
                                    Map.of(
                                            "goal",
                                            goal(),
                                            "owner",
                                            "CASE_MANAGER",
                                            "dueOn",
                                            inDays(sample.openedDaysAgo() + 45),
                                            "indicator",
                                            indicator()),
                                    Map.of(
                                            "goal",
                                            "Jemanden haben, der mit zu den Ämtern geht",
                                            "owner",
                                            "VOLUNTEER",
                                            "dueOn",
                                            inDays(sample.openedDaysAgo() + 20),
                                            "indicator",
                                            "Der erste Weg ist gemeinsam gegangen")),
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
                case LANGUAGE_COURSE,
                        CERTIFICATE_AWAITED,
                        COURSE_REGISTERED,
                        COURSE_ATTENDED,
                        COURSE_BROKEN_OFF,
                        AGREED_ANEW -> List.of("LANGUAGE_COURSE");
                case CONFIDENTIAL, CONFIDENTIAL_ASKED, CONFIDENTIAL_ACCOMPANIED, CONFIDENTIAL_GOES_ON ->
                    List.of("HEALTH");
                case WORK, TALK_HELD, AT_WORK -> List.of("JOBCENTER");
                case ACCOMPANIED, CLOSED, CRISIS, CRISIS_OVER -> List.of();
                default -> List.of("TRANSITION");
            };
        }

        private String goal() {
            return switch (sample.progress()) {
                case LANGUAGE_COURSE,
                        CERTIFICATE_AWAITED,
                        COURSE_REGISTERED,
                        COURSE_ATTENDED,
                        COURSE_BROKEN_OFF,
                        AGREED_ANEW -> "Deutsch lernen, damit ich allein zum Amt gehen kann";
                case CONFIDENTIAL, CONFIDENTIAL_ASKED, CONFIDENTIAL_ACCOMPANIED, CONFIDENTIAL_GOES_ON ->
                    "Jemanden haben, mit dem ich reden kann";
                case WORK, TALK_HELD, AT_WORK -> "Wieder in meinem Beruf arbeiten";
                case ACCOMPANIED, CRISIS, CRISIS_OVER -> "Den Schulabschluss anerkennen lassen";
                case CLOSED -> "Eine eigene Wohnung finden";
                default -> "Ohne Lücke vom Sozialamt zum Jobcenter wechseln";
            };
        }

        private String indicator() {
            return switch (sample.progress()) {
                case LANGUAGE_COURSE,
                        CERTIFICATE_AWAITED,
                        COURSE_REGISTERED,
                        COURSE_ATTENDED,
                        COURSE_BROKEN_OFF,
                        AGREED_ANEW -> "Der Kurs hat begonnen";
                case CONFIDENTIAL, CONFIDENTIAL_ASKED, CONFIDENTIAL_ACCOMPANIED, CONFIDENTIAL_GOES_ON ->
                    "Der erste Termin war da";
                case WORK, TALK_HELD, AT_WORK -> "Der Arbeitsvertrag ist unterschrieben";
                case ACCOMPANIED, CRISIS, CRISIS_OVER -> "Der Bescheid über die Anerkennung ist da";
                case CLOSED -> "Der Mietvertrag ist unterschrieben";
                default -> "Der Bescheid des Jobcenters ist da";
            };
        }

        private void send(List<String> hops) {
            for (Handover handover : open()) {
                if (hops.contains(handover.hop())) {
                    // What the first talk did not cover is agreed to now.
                    step(
                            handover.id().toString(),
                            "userTask_prepareAndSend",
                            Map.of("sendDecision", "SEND", "consentNow", "WRITTEN", "consentHealthNow", true));
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
                    Map.entry("consentOffices", offices()),
                    Map.entry("consentForm", "WRITTEN"),
                    Map.entry("consentValidUntil", inDays(365)));
        }

        /** Those the person has to do with now, not all there are. */
        private List<String> offices() {
            return consents.proposedFor(sample.municipality(), BusinessCalendar.today(clock)).stream()
                    .map(StandardConsents.Proposal::recipient)
                    .filter(office -> decided || office.startsWith("SOZ") || office.startsWith("ABH"))
                    .distinct()
                    .toList();
        }

        private Map<String, Object> needs() {
            return Map.of(
                    "needAreas",
                    referrals().contains("HEALTH")
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
            if (!decided) {
                facts.putAll(Map.of("residenceStatus", "GESTATTUNG", "benefitNow", "ASYLBLG"));
                return facts;
            }
            switch (sample.progress()) {
                case WORK, TALK_HELD, AT_WORK ->
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
