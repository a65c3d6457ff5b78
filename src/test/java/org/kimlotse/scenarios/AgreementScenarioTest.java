package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.Consents;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.goals.Goal;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.intake.NeedArea;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

/** What was agreed is agreed anew, and the whole situation is looked at again when the time has come. */
@LotseTest
class AgreementScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseChanges changes;

    @Autowired
    IntakeManagement intake;

    @Autowired
    GoalAgreements agreements;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    Consents consents;

    @Autowired
    DataSource dataSource;

    Story story;
    CaseStory person;

    @BeforeEach
    void inEarlySeptember() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        person = CaseStory.workedBy(MANAGER, story, opening).inCaseManagement("SIEGBURG");
    }

    @Test
    void forSomebodyUnderEighteenThoseWhoDecideAreAskedForByName() {
        String mother = story.say("Frau Sorge");
        person = CaseStory.workedBy(MANAGER, story, opening)
                .personBornOn(LocalDate.of(2009, 5, 3))
                .opened("SIEGBURG")
                .noCrisis();
        assertThat(story.task(MANAGER, "userTask_informAndConsent", person.number())
                        .form()
                        .get("consentMinor"))
                .isEqualTo(true);
        assertThatThrownBy(() -> person.informedWithConsent()).hasMessageContaining("Wer hat entschieden?");
        person.informedWithConsentOf(mother).needsManyOffices().indication("CASE_MANAGEMENT");
        assertThat(consents.of(new CaseId(person.number())))
                .isNotEmpty()
                .allMatch(c -> c.decidedBy() == Consent.DecidedBy.GUARDIAN
                        && c.guardian().equals(mother));

        assessed().benefitLawConfirmed().goalsAgreed();
        assertThatThrownBy(() -> person.goalsSigned(LocalDate.of(2026, 9, 2)))
                .hasMessageContaining("Wer hat für sie unterschrieben?");
        person.step(
                "userTask_explainAndSign",
                Map.of(
                        "goalsExplainedIn",
                        "AR",
                        "goalsInterpreter",
                        "PHONE",
                        "goalsSigned",
                        true,
                        "goalsSignedOn",
                        "2026-09-02",
                        "goalsGuardian",
                        mother));
        assertThat(agreements.inForce(new CaseId(person.number())).orElseThrow().guardian())
                .isEqualTo(mother);
    }

    @Test
    void aBirthDatePutRightInTheSameFormDecidesWhoIsAsked() {
        CaseStory tooOld = CaseStory.workedBy(MANAGER, story, opening)
                .personBornOn(LocalDate.of(1999, 1, 1))
                .opened("SIEGBURG")
                .noCrisis()
                .personBornOn(LocalDate.of(2008, 9, 3));
        assertThatThrownBy(tooOld::informedWithConsent).hasMessageContaining("Wer hat entschieden?");
        tooOld.informedWithConsentOf(story.say("Frau Sorge"));
        assertThat(consents.of(new CaseId(tooOld.number())))
                .isNotEmpty()
                .allMatch(c -> c.decidedBy() == Consent.DecidedBy.GUARDIAN
                        && !c.guardian().isEmpty());

        CaseStory tooYoung = CaseStory.workedBy(MANAGER, story, opening)
                .personBornOn(LocalDate.of(2009, 1, 1))
                .opened("SIEGBURG")
                .noCrisis()
                .personBornOn(LocalDate.of(2008, 9, 2))
                .informedWithConsent();
        assertThat(consents.of(new CaseId(tooYoung.number())))
                .isNotEmpty()
                .allMatch(c -> c.decidedBy() == Consent.DecidedBy.PERSON
                        && c.guardian().isEmpty());
    }

    private CaseStory assessed() {
        return person.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10");
    }

    private void agreed(String... referrals) {
        assessed().benefitLawConfirmed().goalsAgreed(referrals).goalsSigned(today());
    }

    private LocalDate today() {
        return BusinessCalendar.today(clock);
    }

    private CaseId id() {
        return new CaseId(person.number());
    }

    private List<String> tasks() {
        return story.tasksOf(MANAGER, person.number());
    }

    private void onDay(String day) {
        clock.setTo(day);
        story.runDueJobs();
    }

    private LocalDate dueOfAccompany() {
        return TaskDates.dayOf(engine.getTaskService()
                .createTaskQuery()
                .taskId(story.task(MANAGER, "userTask_accompany", person.number())
                        .id())
                .singleResult()
                .getDueDate());
    }

    @Test
    void aTaskLeftOpenForHalfAYearStaysTheSameAndAsksOnceAPeriod() {
        agreed();
        String accompany =
                story.task(MANAGER, "userTask_accompany", person.number()).id();
        onDay("2026-12-01");
        story.task(MANAGER, "userTask_reviewChange", person.number())
                .submit(
                        "changeDecision",
                        "NOT_NEEDED",
                        "changesSeen",
                        changes.open(id()).stream().map(c -> c.id().toString()).toList(),
                        "changeReason",
                        story.say("nichts Neues"));
        onDay("2026-12-02");
        onDay("2027-02-28");
        assertThat(tasks()).containsExactly("userTask_accompany");
        onDay("2027-03-01");
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_reviewChange");
        assertThat(story.task(MANAGER, "userTask_accompany", person.number()).id())
                .isEqualTo(accompany);
    }

    @Test
    void whoAccompaniesReadsWhatRunsAndNothingOfAChangeThatIsNotAgreed() {
        agreed("LANGUAGE_COURSE");
        assertThat(story.task(MANAGER, "userTask_accompany", person.number()).shows("accompanyStatus"))
                .contains("Vermittlung „Sprachkurs“ läuft seit dem 02.09.2026", "nichts an eine Stelle zu übergeben")
                .doesNotContain("Rechtskreiswechsel");
    }

    @Test
    void whichOfficeTakesAStepStandsInTheAgreementAndNowhereInTheEngine() {
        assessed().benefitLawConfirmed();
        person.step(
                        "userTask_agreeGoals",
                        Map.of(
                                "goals",
                                List.of(Map.of(
                                        "goal",
                                        story.say("Einen Platz in Bornheim finden"),
                                        "owner",
                                        "OFFICE:KT-BOR",
                                        "dueOn",
                                        "2027-12-01",
                                        "indicator",
                                        story.say("Der Vertrag ist da"))),
                                "agreedReferrals",
                                List.of()))
                .goalsSigned(today());
        assertThat(agreements.inForce(id()).orElseThrow().goals())
                .extracting(Goal::office)
                .containsExactly("KT-BOR");
        assertThat(new LeakScan(dataSource).findInEngine(List.of("KT-BOR"))).isEmpty();
    }

    private void courseComesToNothing() {
        String key = referrals.openOf(id()).get(0).id().toString();
        story.task(MANAGER, "userTask_clarifyCourseNeeds", key)
                .submit(
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
        story.runDueJobs();
        story.task(MANAGER, "userTask_chooseDoor", key)
                .submit("courseDoor", "KEINER", "courseDoorReason", story.say("zurzeit keine Kraft"));
        story.runDueJobs();
        assertThat(referrals.of(id()).get(0).ended()).hasValue(ReferralResult.NO_WAY);
    }

    @Test
    void aWayThatCameToNothingBeginsOnceMoreWhenItIsAgreedOnceMoreAndWhoSignsIsTold() {
        agreed("LANGUAGE_COURSE");
        courseComesToNothing();
        agreed("LANGUAGE_COURSE", "JOBCENTER");
        assertThat(referrals.of(id()))
                .extracting(Referral::kind, Referral::open)
                .contains(
                        tuple(ReferralKind.LANGUAGE_COURSE, true),
                        tuple(ReferralKind.LANGUAGE_COURSE, false),
                        tuple(ReferralKind.JOBCENTER, true));
    }

    @Test
    void whoSignsSeesThatTheWayIntoTheNewBenefitBegins() {
        person.assessed("decisionServedOn", "2026-08-20").benefitLawConfirmed().goalsAgreed("TRANSITION");
        Story.OpenTask signing = story.task(MANAGER, "userTask_explainAndSign", person.number());
        assertThat(signing.shows("goalsOpens"))
                .isEqualTo(
                        "- **Übergang in die neue Leistung**: beginnt; die Übergaben an die Stellen kommen als Aufgaben");
    }

    @Test
    void whoSignsSeesWhatBeginsWhatGoesOnAndOnWhichPaper() {
        agreed("LANGUAGE_COURSE");
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        person.goalsAgreed("LANGUAGE_COURSE", "JOBCENTER");
        Story.OpenTask signing = story.task(MANAGER, "userTask_explainAndSign", person.number());
        assertThat(signing.shows("goalsOpens"))
                .isEqualTo("- **Sprachkurs**: läuft schon und geht weiter\n- **Jobcenter und Arbeit**: beginnt");
        assertThat(signing.shows("goalsPaper")).contains("/faelle/" + person.number() + "/zielvereinbarung");
        assertThat(signing.shows("goalsSummary")).contains("neu begleitet: Jobcenter und Arbeit");
        assertThat(signing.shows("goalsVersion")).isEqualTo("Version 2 (Entwurf)");
    }

    @Test
    void whatWasAgreedIsChangedWithoutAskingForEverythingAgainAndTheNeedsAreAsked() {
        agreed("LANGUAGE_COURSE");
        courseComesToNothing();
        // Losing the way led to a new assessment; it is done, and the course is left out for now.
        assessed().benefitLawConfirmed().goalsAgreed().goalsSigned(today());
        assertThat(tasks()).containsExactly("userTask_accompany");

        person.step("userTask_accompany", Map.of("nextStep", "AGREE"));
        Story.OpenTask goals = story.task(MANAGER, "userTask_agreeGoals", person.number());
        assertThat(goals.shows("goalsVersion")).isEqualTo("Version 3 (Entwurf)");
        assertThat(goals.form().get("needAreas").toString())
                .contains("LANGUAGE")
                .doesNotContain("HOUSING");
        assertThat(goals.form().get("goalOwnerOptions").toString())
                .contains("Jobcenter", "Ehrenamtliche")
                .doesNotContain("Psychosozial");
        goals.submit(
                "needAreas",
                List.of("LANGUAGE", "HOUSING"),
                "goals",
                List.of(Map.of(
                        "goal",
                        story.say("Zulassung erteilen"),
                        "owner",
                        "OFFICE:SOZ-SIE",
                        "dueOn",
                        "2026-12-01",
                        "indicator",
                        story.say("Die Zulassung liegt vor"))),
                "agreedReferrals",
                List.of("LANGUAGE_COURSE"));
        story.runDueJobs();
        assertThat(story.task(MANAGER, "userTask_explainAndSign", person.number())
                        .shows("goalsOpens"))
                .isEqualTo("- **Sprachkurs**: beginnt noch einmal");
        person.goalsSigned(today());

        assertThat(intake.needs(id()).orElseThrow().areas()).contains(NeedArea.HOUSING);
        assertThat(agreements.inForce(id()).orElseThrow().goals().get(0).office())
                .isEqualTo("SOZ-SIE");
        assertThat(referrals.openOf(id())).singleElement().satisfies(r -> assertThat(r.agreementVersion())
                .isEqualTo(3));
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_clarifyCourseNeeds");
    }

    @Test
    void afterNinetyDaysSomebodyIsAskedWhateverWasClickedMeanwhile() {
        agreed("LANGUAGE_COURSE");
        onDay("2026-11-20");
        person.step("userTask_accompany", Map.of("nextStep", "CONTINUE"));
        // Ninety days end on Tuesday 1 December.
        onDay("2026-11-30");
        assertThat(tasks()).doesNotContain("userTask_reviewChange");
        String accompany =
                story.task(MANAGER, "userTask_accompany", person.number()).id();
        onDay("2026-12-01");
        assertThat(tasks()).contains("userTask_accompany", "userTask_reviewChange");
        assertThat(story.task(MANAGER, "userTask_accompany", person.number()).id())
                .as("what somebody has typed there is not thrown away")
                .isEqualTo(accompany);
        assertThat(dueOfAccompany()).isEqualTo("2027-03-01");
        Story.OpenTask review = story.task(MANAGER, "userTask_reviewChange", person.number());
        assertThat(review.shows("changeOptions")).contains("Regelmäßige Neubewertung (01.12.2026)");
        person.step("userTask_accompany", Map.of("nextStep", "CONTINUE"));
        assertThat(changes.open(id())).hasSize(1);

        review.submit(
                "changeDecision",
                "NOT_NEEDED",
                "changesSeen",
                changes.open(id()).stream().map(c -> c.id().toString()).toList(),
                "changeReason",
                story.say("nichts Neues"));
        story.runDueJobs();
        // Ninety days later, Monday 1 March.
        onDay("2027-02-28");
        assertThat(tasks()).doesNotContain("userTask_reviewChange");
        onDay("2027-03-01");
        story.task(MANAGER, "userTask_reviewChange", person.number()).submit("changeDecision", "REASSESS");
        story.runDueJobs();
        assertThat(tasks()).contains("userTask_assess").doesNotContain("userTask_accompany");
    }

    @Test
    void theDayIsAnArbeitstagAndCountsFromTheLastAssessment() {
        agreed();
        onDay("2026-10-05");
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        agreed();
        // Ninety days after 5 October is Sunday 3 January.
        onDay("2027-01-03");
        assertThat(tasks()).containsExactly("userTask_accompany");
        onDay("2027-01-04");
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_reviewChange");
    }

    @Test
    void whatIsLeftToAskDoesNotKeepTheCaseFromBeingClosed() {
        agreed();
        onDay("2026-12-01");
        assertThat(tasks()).contains("userTask_reviewChange");
        person.step("userTask_accompany", Map.of("nextStep", "CLOSE"));
        person.step("userTask_close", Map.of("closingReason", "GOALS_MET", "goalAttainment", "FULLY"));
        assertThat(tasks()).isEmpty();
    }

    @Test
    void whatComesWhileTheResultIsReadGoesWithItAndHidesNothingThatComesLater() {
        assessed();
        story.as(MANAGER, () -> changes.report(id(), CaseChange.Kind.FAMILY, today(), story.say("Kind geboren")));
        person.benefitLawConfirmed();
        assertThat(changes.open(id())).isEmpty();
        person.goalsAgreed().goalsSigned(today());
        story.as(MANAGER, () -> changes.report(id(), CaseChange.Kind.BENEFIT, today(), story.say("Arbeit gefunden")));
        assertThat(tasks()).containsExactly("userTask_accompany", "userTask_reviewChange");
    }

    @Test
    void whoThinksBetterOfClosingGoesOnAccompanyingAndTheFormIsDueMeanwhile() {
        agreed();
        person.step("userTask_accompany", Map.of("nextStep", "CLOSE"));
        assertThat(BusinessCalendar.dayOf(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(story.task(MANAGER, "userTask_close", person.number())
                                .id())
                        .singleResult()
                        .getDueDate()
                        .toInstant()))
                .as("without a day it would lie in no list")
                .isEqualTo(BusinessCalendar.plusArbeitstage(today(), 5));
        person.step("userTask_close", Map.of("closeNotYet", true));
        assertThat(tasks()).containsExactly("userTask_accompany");
    }

    @Test
    void aCaseAboutToBeClosedCanStillBeAssessedAnew() {
        agreed();
        person.step("userTask_accompany", Map.of("nextStep", "CLOSE"));
        story.as(MANAGER, () -> changes.report(id(), CaseChange.Kind.BENEFIT, today(), story.say("Arbeit verloren")));
        assertThatThrownBy(() ->
                        person.step("userTask_close", Map.of("closingReason", "GOALS_MET", "goalAttainment", "FULLY")))
                .hasMessageContaining("Offen ist: Es hat sich etwas geändert und ist noch zu prüfen");
        person.step("userTask_reviewChange", Map.of("changeDecision", "REASSESS"));
        assertThat(tasks()).containsExactly("userTask_assess");
    }
}
