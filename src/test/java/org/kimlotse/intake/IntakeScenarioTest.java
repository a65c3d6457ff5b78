package org.kimlotse.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.Consents;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@LotseTest
class IntakeScenarioTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseClosing closing;

    @Autowired
    Cases cases;

    @Autowired
    Persons persons;

    @Autowired
    Consents consents;

    @Autowired
    IntakeManagement intake;

    @Autowired
    DecisionLog decisions;

    @Autowired
    FirstContacts contacts;

    @Autowired
    JdbcClient jdbc;

    Story story;

    @BeforeEach
    void start() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    @Test
    void startsWithTheOpeningAndGivesTheFirstTaskToTheCaseManager() {
        CaseId id = opened(People.someone());

        assertThat(story.tasksOf("fallmanagement", id.number())).containsExactly("userTask_screenCrisis");
        assertThat(story.tasksOf("lohmar", id.number())).isEmpty();
    }

    @Test
    void fillsTheFirstFormFromTheCaseFile() {
        CaseId id = opened(People.someone("Amina", "Erstformular", "1994-01-01"));
        screen(id, "acuteCrisis", false);

        var form = story.task("fallmanagement", "userTask_informAndConsent", id.number());

        assertThat(form.shows("caseTitle")).isEqualTo("Amina Erstformular – " + id);
        assertThat(form.shows("givenName")).isEqualTo("Amina");
        assertThat(form.shows("birthDate")).isEqualTo("1994-01-01");
        assertThat(form.shows("birthDateUncertain")).isEqualTo("true");
        assertThat(form.shows("consentList")).contains("Vorgeschlagen", "Jobcenter");
    }

    @Test
    void takesDownInformationAndConsents() {
        CaseId id = opened(People.someone());

        inform(id, "consentGiven", "ALL_LISTED", "consentForm", "WRITTEN");

        assertThat(story.tasksOf("fallmanagement", id.number())).containsExactly("userTask_clarifyNeeds");
        assertThat(intake.information(id).orElseThrow().voluntary()).isTrue();
        assertThat(consents.of(id)).isNotEmpty().allMatch(c -> c.state() == Consent.State.GIVEN);
        Person client = persons.client(id);
        assertThat(client.phone()).isEqualTo("0170 000");
        assertThat(client.interpreterNeeded()).isTrue();
    }

    @Test
    void takesDownSingleConsentsAndRecordsTheRestAsRefused() {
        CaseId id = opened(People.someone());

        inform(
                id,
                "consentGiven",
                "SOME",
                "consents",
                List.of(Map.of(
                        "recipient",
                        "JC-SIE",
                        "purpose",
                        "BENEFIT_TRANSITION",
                        "dataCategories",
                        List.of("IDENTITY", "STATUS"),
                        "validUntil",
                        "2026-12-31",
                        "form",
                        "ELECTRONIC")),
                "consentRefusedNote",
                "mehr möchte die Person nicht");

        assertThat(consents.recipientsOn(id, LocalDate.of(2026, 12, 31))).containsExactly("JC-SIE");
        assertThat(consents.recipientsOn(id, LocalDate.of(2027, 1, 1))).isEmpty();
        assertThat(consents.of(id)).anyMatch(c -> c.state() == Consent.State.REFUSED);
    }

    @Test
    void savesNothingIfOneAnswerIsWrong() {
        CaseId id = opened(People.someone());
        Person before = persons.client(id);

        assertThatThrownBy(() -> inform(
                        id,
                        "birthDate",
                        "2027-01-01",
                        "familyName",
                        "Anders",
                        "infoGiven",
                        false,
                        "consentGiven",
                        "ALL_LISTED"))
                .hasMessageContaining("Geburtsdatum liegt in der Zukunft")
                .hasMessageContaining("in einer Sprache, die die Person versteht")
                .hasMessageContaining("schriftlich oder elektronisch");

        assertThat(persons.client(id)).isEqualTo(before);
        assertThat(intake.information(id)).isEmpty();
        assertThat(consents.history(id)).isEmpty();
        assertThat(story.tasksOf("fallmanagement", id.number())).containsExactly("userTask_informAndConsent");
    }

    @Test
    void keepsWhatWasTypedInEveryScript() {
        CaseId id = opened(People.someone());
        inform(id, "familyName", "الزهراء 🌻", "consentGiven", "NONE", "consentRefusedNote", "لا");

        assertThat(persons.client(id).familyName()).isEqualTo("الزهراء 🌻");
    }

    @Test
    void asksTheCrisisQuestionBeforeEverythingElseAndActsWithinTheHour() {
        CaseId id = opened(People.someone());

        screen(id, "acuteCrisis", true, "crisisKinds", List.of("SUICIDAL"));

        assertThat(story.tasksOf("fallmanagement", id.number()))
                .as("nothing else is asked as long as the danger lasts")
                .containsExactly("userTask_actNow");
        var act = story.task("fallmanagement", "userTask_actNow", id.number());
        var task = engine.getTaskService().createTaskQuery().taskId(act.id()).singleResult();
        assertThat(task.getDueDate().toInstant()).isEqualTo(clock.instant().plusSeconds(3600));
        assertThat(task.getPriority()).isEqualTo(100);
        assertThatThrownBy(() -> act.submit("crisisActions", List.of(), "crisisInformed", ""))
                .hasMessageContaining("mindestens eine Handlung")
                .hasMessageContaining("wer wurde wann worüber informiert");

        act.submit("crisisActions", List.of("CALLED_112", "STAYED"), "crisisInformed", story.say("Notruf um zehn"));

        assertThat(intake.crisisResponses(id)).singleElement().satisfies(response -> {
            assertThat(response.actions()).containsExactlyInAnyOrder(CrisisAction.CALLED_112, CrisisAction.STAYED);
            assertThat(response.informed()).startsWith("Notruf um zehn");
            assertThat(response.by()).isEqualTo("fallmanagement");
        });
        assertThat(story.tasksOf("fallmanagement", id.number())).containsExactly("userTask_followUp");
        story.task("fallmanagement", "userTask_followUp", id.number())
                .submit("crisisOver", true, "crisisFollowNote", story.say("Klinik hat entlassen"));
        assertThat(story.tasksOf("fallmanagement", id.number())).containsExactly("userTask_informAndConsent");
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .variableNameLike("%risis%")
                        .count())
                .as("that somebody is in a crisis is a fact about health and no variable")
                .isZero();
    }

    @Test
    void whatOlderVersionsLeftOpenOfACrisisIsSealed() {
        CaseId id = opened(People.someone());
        screen(id, "acuteCrisis", true, "crisisKinds", List.of("SUICIDAL"));
        jdbc.sql("update crisis_screens set sealed_kinds = null, kinds = 'PSYCHOSIS' where case_number = :case")
                .param("case", id.number())
                .update();

        contacts.sealWhatLiesOpen();

        assertThat(intake.crisisScreen(id).orElseThrow().kinds()).containsExactly(CrisisKind.PSYCHOSIS);
        assertThat(jdbc.sql("select coalesce(kinds, sealed_kinds) from crisis_screens where case_number = :case")
                        .param("case", id.number())
                        .query(String.class)
                        .single())
                .doesNotContain("PSYCHOSIS");
    }

    @Test
    void offersNoAnswerThatNobodyGave() {
        CaseId id = opened(new NewCase(
                UUID.randomUUID().toString(),
                "Nie",
                "Gefragt",
                LocalDate.of(1990, 2, 3),
                false,
                "SIEGBURG",
                "AR",
                false,
                "",
                null,
                true));
        screen(id, "acuteCrisis", false);

        assertThat(story.task("fallmanagement", "userTask_informAndConsent", id.number())
                        .form())
                .containsKey("givenName")
                .doesNotContainKey("interpreterNeeded");
    }

    @Test
    void doesNotLetTheCrisisQuestionBeLeftOut() {
        CaseId id = opened(People.someone());
        var screen = story.task("fallmanagement", "userTask_screenCrisis", id.number());

        assertThatThrownBy(screen::submit).hasMessageContaining("Besteht akute Gefahr?");
        assertThatThrownBy(() -> screen.submit("acuteCrisis", "vielleicht")).hasMessageContaining("Ja oder Nein");
    }

    @Test
    void proposesCaseManagementAndTakesDownTheConfirmation() {
        CaseId id = untilIndication(
                List.of("LIVELIHOOD", "LANGUAGE", "RESIDENCE"), List.of("SOCIAL_OFFICE", "JOBCENTER"), false, true);
        var form = story.task("fallmanagement", "userTask_confirmIndication", id.number());

        assertThat(form.shows("indicationProposal")).isEqualTo("CASE_MANAGEMENT");
        assertThat(form.shows("indicationReason")).contains("Regel", "Fassung");
        form.submit("indication", "CASE_MANAGEMENT");

        LoggedDecision logged = decisions.latest(id, RuleSet.INDICATION).orElseThrow();
        assertThat(logged.lastReview().orElseThrow().outcome()).isEqualTo(LoggedDecision.Outcome.CONFIRMED);
        assertThat(intake.indication(id)).contains(Indication.CASE_MANAGEMENT);
        story.fire("serviceTask_openCaseManagement", id.number());
        assertThat(story.tasksOf("fallmanagement", id.number())).containsExactly("userTask_assess");
    }

    @Test
    void demandsAReasonForAnotherDecisionAndCountsItByRule() {
        CaseId id = untilIndication(
                List.of("LIVELIHOOD", "LANGUAGE", "RESIDENCE"), List.of("SOCIAL_OFFICE", "JOBCENTER"), false, true);
        var form = story.task("fallmanagement", "userTask_confirmIndication", id.number());

        assertThatThrownBy(() -> form.submit("indication", "BERATUNG"))
                .hasMessageContaining("anders als vorgeschlagen");
        form.submit(
                "indication", "BERATUNG", "indicationOverrideReason", story.say("Person wünscht nur eine Auskunft"));

        LoggedDecision.Review review = decisions
                .latest(id, RuleSet.INDICATION)
                .orElseThrow()
                .lastReview()
                .orElseThrow();
        assertThat(review.outcome()).isEqualTo(LoggedDecision.Outcome.OVERRIDDEN);
        assertThat(review.reason()).startsWith("Person wünscht");
        assertThat(decisions.overridesByRule(clock.instant(), clock.instant().plusSeconds(1)))
                .containsKey(review.ruleId());
    }

    @Test
    void closesTheCaseAfterCounselling() {
        CaseId id = untilIndication(List.of("LANGUAGE"), List.of(), true, false);
        story.task("fallmanagement", "userTask_confirmIndication", id.number())
                .submit("indication", "BERATUNG", "indicationOverrideReason", "Person wünscht nur eine Auskunft");
        var note = story.task("fallmanagement", "userTask_recordCounselling", id.number());
        assertThatThrownBy(() -> note.submit("counsellingNote", " ", "counsellingNext", "DONE"))
                .hasMessageContaining("Bitte");

        note.submit(
                "counsellingHeld",
                "HELD",
                "counsellingNote",
                story.say("Adresse der Kurse genannt"),
                "counsellingNext",
                "DONE");

        assertThat(cases.get(id).closingReason()).isEqualTo(Case.ClosingReason.COUNSELLING_DONE);
        assertThat(story.tasksOf("fallmanagement", id.number())).isEmpty();
    }

    @Test
    void closesTheCaseAfterAReferralElsewhere() {
        CaseId id = untilIndication(List.of("LANGUAGE"), List.of(), true, false);
        story.task("fallmanagement", "userTask_confirmIndication", id.number())
                .submit("indication", "VERWEIS_MBE", "indicationOverrideReason", "will zur Migrationsberatung");
        var advice = story.task("fallmanagement", "userTask_recordReferralAdvice", id.number());
        advice.submit("referralAdviceNote", "Termin am Dienstag");

        assertThat(cases.get(id).closingReason()).isEqualTo(Case.ClosingReason.REFERRED);
    }

    @Test
    void takesNoFormAfterTheCaseWasClosed() {
        CaseId id = opened(People.someone());
        screen(id, "acuteCrisis", false);
        var form = story.task("fallmanagement", "userTask_informAndConsent", id.number());
        Person before = persons.client(id);
        story.as("fallmanagement", () -> closing.close(id, Case.ClosingReason.OPENED_IN_ERROR, "", 0));

        assertThatThrownBy(() -> form.submit("familyName", "Zuspät")).isInstanceOf(RuntimeException.class);

        assertThat(persons.client(id)).isEqualTo(before);
    }

    private CaseId untilIndication(List<String> areas, List<String> agencies, boolean alone, boolean wants) {
        CaseId id = opened(People.someone());
        inform(id, "consentGiven", "ALL_LISTED", "consentForm", "WRITTEN");
        story.task("fallmanagement", "userTask_clarifyNeeds", id.number())
                .submit(
                        "needAreas",
                        areas,
                        "agenciesInvolved",
                        agencies,
                        "managesAlone",
                        alone,
                        "wantsCaseManagement",
                        wants);
        story.fire("serviceTask_proposeIndication", id.number());
        return id;
    }

    private void screen(CaseId id, Object... answers) {
        story.task("fallmanagement", "userTask_screenCrisis", id.number()).submit(answers);
    }

    private void inform(CaseId id, Object... differently) {
        if (story.tasksOf("fallmanagement", id.number()).contains("userTask_screenCrisis")) {
            screen(id, "acuteCrisis", false);
        }
        Person client = persons.client(id);
        Map<String, Object> values = new java.util.LinkedHashMap<>(Map.of(
                "givenName",
                client.givenName(),
                "familyName",
                client.familyName(),
                "birthDate",
                String.valueOf(client.birthDate()),
                "birthDateUncertain",
                client.birthDateUncertain(),
                "language",
                "AR",
                "interpreterNeeded",
                true,
                "phone",
                "0170 000",
                "infoLanguage",
                "AR",
                "infoInterpreter",
                "PHONE"));
        values.put("infoGiven", true);
        values.put("voluntary", true);
        for (int i = 0; i < differently.length; i += 2) {
            values.put((String) differently[i], differently[i + 1]);
        }
        Object[] pairs = values.entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray();
        story.task("fallmanagement", "userTask_informAndConsent", id.number()).submit(pairs);
    }

    private CaseId opened(NewCase typed) {
        return story.as("fallmanagement", () -> ((Opening.Opened) opening.open(typed.despiteDuplicate())).caseId());
    }
}
