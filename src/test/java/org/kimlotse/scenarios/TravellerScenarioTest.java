package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.PersonCorrection;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The traveller's whole way through the chains of services: course and confidential referral while the asylum procedure runs,
 * protection half a year later, the change of benefit law, and the Jobcenter until work begins. Each referral opens in its month.
 */
@LotseTest
class TravellerScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @Autowired
    Outbox outbox;

    @Autowired
    Persons persons;

    @Autowired
    PersonCorrection correction;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    Cases cases;

    @Autowired
    CaseChanges changes;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverManagement handing;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    Story story;
    CaseStory person;
    String nightmares;

    /** What any office but the one addressed in confidence was shown. */
    final List<String> packages = new ArrayList<>();

    @BeforeEach
    void whenThePersonSpeaksOfNightmares() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        nightmares = story.say("hört nachts die Wellen");
    }

    @AfterEach
    void backToToday() {
        clock.setTo("2026-09-16");
    }

    private CaseId id() {
        return new CaseId(person.number());
    }

    private LocalDate today() {
        return BusinessCalendar.today(clock);
    }

    private Referral referral(ReferralKind kind) {
        return referrals.of(id()).stream()
                .filter(r -> r.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Handover step(ReferralKind kind, String step) {
        return steps.last(referral(kind).id(), step).orElseThrow();
    }

    private Handover hop(String hop) {
        return handovers.ofCase(id()).stream()
                .filter(h -> h.hop().equals(hop))
                .findFirst()
                .orElseThrow();
    }

    private void submit(ReferralKind kind, String task, Object... fields) {
        story.task(MANAGER, task, referral(kind).id().toString()).submit(fields);
        story.runDueJobs();
    }

    private void sent(Handover handover) {
        Story.OpenTask sending =
                story.task(MANAGER, "userTask_prepareAndSend", handover.id().toString());
        if (!handover.confidential()) {
            packages.add(sending.shows("dataPackage"));
        }
        if (handover.ownStep() || handing.sendable(handover.id()).allowed()) {
            sending.submit("sendDecision", "SEND");
        } else {
            sending.submit("sendDecision", "SEND", "consents", consentsFor(handover));
        }
        story.runDueJobs();
    }

    private static List<Map<String, Object>> consentsFor(Handover handover) {
        return DataCategory.parse(String.join(",", handover.dataCategories())).stream()
                .map(category -> Map.<String, Object>of(
                        "recipient",
                        handover.requireReceiver(),
                        "purpose",
                        handover.purpose(),
                        "dataCategories",
                        List.of(category.name()),
                        "validUntil",
                        "2028-12-31",
                        "form",
                        "WRITTEN"))
                .toList();
    }

    private void done(Handover handover) {
        done(handover, today().toString());
    }

    private void done(Handover handover, String on) {
        sent(handover);
        String key = handover.id().toString();
        story.task(MANAGER, "userTask_trackAnswer", key)
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Frau Weber"),
                        "confirmedOn",
                        today().toString());
        story.runDueJobs();
        story.task(MANAGER, "userTask_recordOutcome", key).submit("outcome", "DONE", "outcomeOn", on);
        story.runDueJobs();
    }

    private void agreedInSeptember() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE", "HEALTH")
                .goalsSigned(today());
    }

    private void toldInConfidence() {
        submit(
                ReferralKind.HEALTH,
                "userTask_recordNeeds",
                "confidentialObservations",
                List.of("SLEEP", "CONCENTRATION"),
                "confidentialImpaired",
                true,
                "confidentialOwnWords",
                nightmares,
                "confidentialTherapy",
                false);
        submit(
                ReferralKind.HEALTH,
                "userTask_chooseAddressee",
                "confidentialDecision",
                "REFER",
                "confidentialAddressee",
                "PSZ");
        done(step(ReferralKind.HEALTH, "G1"));
    }

    private void inACourse() {
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_clarifyCourseNeeds",
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
                false);
        submit(ReferralKind.LANGUAGE_COURSE, "userTask_chooseDoor", "courseDoor", "SOZIALAMT");
        done(step(ReferralKind.LANGUAGE_COURSE, "S1"));
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_recordCertificate",
                "certificateOn",
                today().toString(),
                "courseObliged",
                true);
        done(step(ReferralKind.LANGUAGE_COURSE, "S2"));
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_recordPlacement",
                "placementState",
                "TESTED",
                "placementOn",
                today().toString(),
                "germanLevel",
                "A1",
                "courseKind",
                "ALLGEMEIN");
        done(step(ReferralKind.LANGUAGE_COURSE, "S3"));
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_recordRegistration",
                "courseRegistration",
                "REGISTERED",
                "courseProvider",
                story.say("Kursträger"),
                "registeredOn",
                today().toString());
        done(step(ReferralKind.LANGUAGE_COURSE, "S4"));
        clock.setTo("2026-10-05");
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_confirmStart",
                "courseStart",
                "STARTED",
                "courseStartedOn",
                "2026-10-05");
    }

    /** Protection is served on a Monday in February; the decision assigns the person to Troisdorf. */
    private void protectedInFebruary() {
        clock.setTo("2027-02-16");
        story.as(
                MANAGER,
                () -> changes.report(
                        id(), CaseChange.Kind.TITLE, LocalDate.parse("2027-02-15"), story.say("Bescheid ist da")));
        story.task(MANAGER, "userTask_reviewChange", person.number()).submit("changeDecision", "REASSESS");
        story.runDueJobs();
        person.assessed(
                "decisionServedOn", "2027-02-15", "assignmentMunicipality", "TROISDORF", "sharedAccommodation", false);
        assertThat(story.task(MANAGER, "userTask_reviewBenefitLaw", person.number())
                        .shows("benefitLawWhy"))
                .contains("28.02.2027", "01.03.2027", "§ 1 Abs. 3");
        person.benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE", "HEALTH", "TRANSITION", "JOBCENTER")
                .goalsSigned(today());
    }

    private void changesTheLaw() {
        done(hop("H1"));
        clock.setTo("2027-03-02");
        for (String hop : List.of("H0", "H2", "H3", "H4", "H5", "H6", "H7", "H10", "H11")) {
            done(
                    hop(hop),
                    switch (hop) {
                        case "H4" -> "2027-02-28";
                        case "H6" -> "2027-03-01";
                        default -> "2027-03-02";
                    });
        }
        done(step(ReferralKind.HEALTH, "G3"));
        submit(ReferralKind.HEALTH, "userTask_checkContinuity", "confidentialNote", story.say("Termine gehen weiter"));
        benefitIsLookedAtAnew();
    }

    /** The Jobcenter has decided: what the file says of the benefit is old, and the steps that are left go on. */
    private void benefitIsLookedAtAnew() {
        Story.OpenTask review = story.task(MANAGER, "userTask_reviewChange", person.number());
        assertThat(review.shows("changeOptions"))
                .contains("Leistung oder Einkommen", "am 01.03.2027", "Unter „Leistung jetzt“ steht noch");
        review.submit("changeDecision", "REASSESS");
        story.runDueJobs();
        person.assessed(
                        "decisionServedOn",
                        "2027-02-15",
                        "assignmentMunicipality",
                        "TROISDORF",
                        "sharedAccommodation",
                        false,
                        "benefitNow",
                        "SGB_II")
                .benefitLawConfirmed();
        assertThat(story.task(MANAGER, "userTask_agreeGoals", person.number()).shows("agreedReferrals"))
                .as("the change is no longer to be agreed")
                .contains("JOBCENTER")
                .doesNotContain("TRANSITION");
        person.goalsAgreed("LANGUAGE_COURSE", "HEALTH", "JOBCENTER").goalsSigned(today());
        assertThat(changes.open(id())).isEmpty();
        assertThat(hop("H12").state()).isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(hop("H13").state()).isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(hop("H13").reason()).isEqualTo("Übernimmt die Vermittlung „Jobcenter und Arbeit“.");
        assertThat(story.tasksOf(MANAGER, person.number()))
                .contains("userTask_accompany")
                .doesNotContain("userTask_reviewChange", "userTask_reviewTransition");
    }

    private void intoWork() {
        submit(
                ReferralKind.JOBCENTER,
                "userTask_clarifyWork",
                "workEducation",
                "VOCATIONAL",
                "workExperience",
                true,
                "workGoal",
                story.say("Schreiner"),
                "workOffer",
                false);
        Handover talk = step(ReferralKind.JOBCENTER, "J1");
        assertThat(talk.receiverOffice())
                .as("of the place assigned, on that day")
                .isEqualTo("JC-TRO");
        sent(talk);
        clock.setTo("2027-03-12");
        sweep.run();
        story.runDueJobs();
        assertThat(handovers.get(talk.id()).state()).isEqualTo(HandoverState.SENT);
        story.task(MANAGER, "userTask_trackAnswer", talk.id().toString())
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Herr Jansen"),
                        "confirmedOn",
                        "2027-03-12");
        story.runDueJobs();
        story.task(MANAGER, "userTask_recordOutcome", talk.id().toString())
                .submit("outcome", "DONE", "outcomeOn", "2027-03-12");
        story.runDueJobs();
        submit(
                ReferralKind.JOBCENTER,
                "userTask_recordTalk",
                "talkOutcome",
                "HELD",
                "talkOn",
                "2027-03-12",
                "potentialAnalysed",
                true,
                "recognitionWished",
                false);
        assertThat(step(ReferralKind.JOBCENTER, "J2").due()).hasValue(LocalDate.parse("2027-03-26"));
        done(step(ReferralKind.JOBCENTER, "J2"));
        submit(
                ReferralKind.JOBCENTER,
                "userTask_recordPlan",
                "planState",
                "MADE",
                "planOn",
                "2027-03-12",
                "planHasCourse",
                true);
        clock.setTo("2027-06-30");
        submit(ReferralKind.JOBCENTER, "userTask_followWork", "workNext", "IN_WORK");
        submit(
                ReferralKind.JOBCENTER,
                "userTask_recordWork",
                "workKind",
                "TRAINING",
                "workStartsOn",
                "2027-08-01",
                "workCoversNeed",
                false);
        done(step(ReferralKind.JOBCENTER, "J4"));
        story.task(MANAGER, "userTask_reviewChange", person.number())
                .submit(
                        "changeDecision",
                        "NOT_NEEDED",
                        "changeReason",
                        story.say("erst im August"),
                        "changesSeen",
                        changes.open(id()).stream()
                                .map(change -> change.id().toString())
                                .toList());
        story.runDueJobs();
    }

    @Test
    void oneAgreementThroughCourseConfidentialHelpChangeOfLawAndJobcenterIntoWork() {
        agreedInSeptember();
        toldInConfidence();
        inACourse();
        assertThat(referrals.openOf(id()))
                .extracting(Referral::kind)
                .containsExactlyInAnyOrder(ReferralKind.LANGUAGE_COURSE, ReferralKind.HEALTH);

        protectedInFebruary();

        assertThat(referrals.openOf(id()))
                .as("the running ones go on, only what was agreed anew begins")
                .hasSize(3);
        assertThat(referral(ReferralKind.LANGUAGE_COURSE).openedAt()).isBefore("2026-09-03T00:00:00Z");
        assertThat(referral(ReferralKind.JOBCENTER).openedAt()).isAfter("2027-02-15T23:00:00Z");
        assertThat(referral(ReferralKind.JOBCENTER).agreementVersion()).isEqualTo(2);
        assertThat(hop("H1").receiverOffice()).isEqualTo("JC-TRO");
        assertThat(hop("H1").due()).hasValue(LocalDate.parse("2027-02-22"));
        assertThat(step(ReferralKind.HEALTH, "G3").receiverOffice()).isEqualTo("KK");
        assertThat(story.tasksOf(
                        MANAGER, referral(ReferralKind.LANGUAGE_COURSE).id().toString()))
                .containsExactly("userTask_followAttendance");

        changesTheLaw();
        intoWork();
        assertThat(referral(ReferralKind.JOBCENTER).ended()).hasValue(ReferralResult.COMPLETED);

        submit(ReferralKind.LANGUAGE_COURSE, "userTask_followAttendance", "attendance", "FINISHED");
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_recordResult",
                "courseResult",
                "B1",
                "courseResultOn",
                "2027-06-30");
        submit(ReferralKind.HEALTH, "userTask_follow", "confidentialGoesOn", "DONE", "confidentialOngoing", false);
        person.step("userTask_closeTransition", Map.of());
        assertThat(handovers.openOf(id())).isEmpty();
        assertThat(outbox.ofCase(id()))
                .as("all of it was right when it was shared, and what was expected came true")
                .extracting(Letter::templateKey)
                .doesNotContain("handover-data-corrected", "handover-data-outdated");
        // What nobody has posted is named among what is still open: a misspelt name is owed to everybody who has it.
        Person p = persons.client(id());
        story.as(
                MANAGER,
                () -> correction.apply(
                        new Person(
                                p.id(),
                                p.caseId(),
                                p.role(),
                                p.givenName(),
                                story.say("Richtig"),
                                p.birthDate(),
                                p.birthDateUncertain(),
                                p.language(),
                                p.interpreterNeeded(),
                                p.phone(),
                                p.version()),
                        story.say("laut Reiseausweis")));
        story.runDueJobs();
        Story.OpenTask accompany = story.task(MANAGER, "userTask_accompany", person.number());
        assertThatThrownBy(() -> accompany.submit("nextStep", "CLOSE"))
                .hasMessageContaining("ist noch nicht verschickt");
        story.tasks(MANAGER, "userTask_postLetter", person.number())
                .forEach(letter -> letter.submit(
                        "letterDecision",
                        "POSTED",
                        "letterPostedOn",
                        BusinessCalendar.today(clock).toString()));
        story.runDueJobs();
        person.step("userTask_accompany", Map.of("nextStep", "CLOSE"));
        person.step("userTask_close", Map.of("closingReason", "GOALS_MET", "goalAttainment", "FULLY"));

        Case closed = cases.get(id());
        assertThat(closed.state()).isEqualTo(Case.State.CLOSED);
        assertThat(closed.deletionOn()).isEqualTo(LocalDate.parse("2028-06-30"));
        assertThat(referrals.of(id())).allSatisfy(r -> assertThat(r.ended()).hasValue(ReferralResult.COMPLETED));
        assertThat(packages).hasSizeGreaterThan(12).noneSatisfy(shown -> assertThat(shown)
                .containsAnyOf(nightmares, "Schlaf", "Psychosozial"));
    }
}
