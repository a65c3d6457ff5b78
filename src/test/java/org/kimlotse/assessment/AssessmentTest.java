package org.kimlotse.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.casefile.Persons;
import org.kimlotse.engine.AdditionalFacts;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LotseTest
@RecordApplicationEvents
class AssessmentTest {

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseClosing closing;

    @Autowired
    Assessment assessment;

    @Autowired
    BenefitLawAssessment benefitLaw;

    @Autowired
    BenefitPeriods periods;

    @Autowired
    FactCorrection correction;

    @Autowired
    Facts facts;

    @Autowired
    Persons persons;

    @Autowired
    DecisionLog decisions;

    @Autowired
    TestClock clock;

    @Autowired
    AdditionalFacts additional;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationEvents events;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    @Test
    void findsForAServedRecognitionWhichLawEndsAndWhichBeginsToTheDay() {
        CaseId id = recognised("2026-09-15");

        BenefitLaw law = benefitLaw.decide(id);

        assertThat(law.changes()).isTrue();
        assertThat(law.before()).isEqualTo(Rechtskreis.ASYLBLG);
        assertThat(law.law()).isEqualTo(Rechtskreis.SGB_II);
        assertThat(law.until()).isEqualTo("2026-09-30");
        assertThat(law.from()).isEqualTo("2026-10-01");
        assertThat(law.trigger()).isEqualTo("2026-09-15");
        assertThat(law.sentence())
                .isEqualTo(
                        "Voraussichtlich AsylbLG bis 30.09.2026, SGB II ab 01.10.2026. Die zuständige Stelle entscheidet.");
        assertThat(benefitLaw.explanation(id)).contains("§ 1 Abs. 3", "Herleitung", "30.09.2026", "Regel", "Fassung");
        assertThat(periods.of(id, persons.client(id).id()))
                .extracting(BenefitPeriod::sentence)
                .containsExactly("voraussichtlich AsylbLG bis 30.09.2026", "voraussichtlich SGB II ab 01.10.2026");
    }

    @Test
    void aTitleThatIsItsOwnStatusEndsAsylblgAndAFurtherOneBeginsNothingAnew() {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("TITLE_104C");
        status.put(StatusFact.TITLE_ISSUED_ON, "2026-09-10");
        status.put(StatusFact.TITLE_MONTHS, "18");
        record(id, status);
        BenefitLaw first = benefitLaw.decide(id);
        assertThat(first.law()).isEqualTo(Rechtskreis.SGB_II);
        assertThat(first.from()).isEqualTo(LocalDate.of(2026, 10, 1));

        clock.setTo("2027-11-10");
        record(
                id,
                Map.of(
                        StatusFact.RESIDENCE_STATUS, "TITLE_25B",
                        StatusFact.TITLE_ISSUED_ON, "2027-11-09",
                        StatusFact.TITLE_MONTHS, "24"));
        BenefitLaw second = benefitLaw.decide(id);
        assertThat(second.law()).isEqualTo(Rechtskreis.SGB_II);
        assertThat(second.changes()).isFalse();

        clock.setTo("2027-11-11");
        assertThat(benefitLaw.decide(id).changes()).as("asked again").isFalse();
    }

    @Test
    void takesTheDayADecisionBecameFinalAfterAnAppeal() {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("SUBSIDIARY");
        status.put(StatusFact.DECISION_SERVED_ON, "2026-03-31");
        status.put(StatusFact.APPEAL_FILED, "true");
        record(id, status);
        benefitLaw.decide(id);
        assertThat(benefitLaw.decision(id).orElseThrow().decision().facts()).doesNotContain("2026-05-11");

        assertThat(assessment.problems(id, Map.of(StatusFact.DECISION_FINAL_ON, "2026-03-30")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("Zugestellt wurde er erst am 31.03.2026"));
        assertThat(assessment.problems(id, Map.of(StatusFact.DECISION_FINAL_ON, "2026-09-17")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("liegt in der Zukunft"));

        record(id, Map.of(StatusFact.DECISION_FINAL_ON, "2026-05-11"));
        benefitLaw.decide(id);
        assertThat(benefitLaw.decision(id).orElseThrow().decision().facts())
                .as("the rules see it; the parameters say for which status it counts")
                .contains("2026-05-11");
        assertThat(assessment.problems(id, Map.of(StatusFact.DECISION_SERVED_ON, "2026-05-12")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("decisionServedOn"));
    }

    @Test
    void anAnswerThatIsMissingCanBeGivenLaterUnderTheSameChecks() {
        CaseId id = opened(People.someone());
        record(id, known("RECOGNISED"));
        as(() -> benefitLaw.decide(id));
        assertThat(as(() -> correction.missing(id))).contains(StatusFact.DECISION_SERVED_ON);

        assertThatThrownBy(() -> as(() -> correction.previewMissing(id, StatusFact.DECISION_SERVED_ON, "2026-09-17")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Zukunft");
        assertThatThrownBy(() -> as(() -> correction.previewMissing(id, StatusFact.DECISION_SERVED_ON, "")))
                .isInstanceOf(Refused.class);
        FactCorrection.Preview preview =
                as(() -> correction.previewMissing(id, StatusFact.DECISION_SERVED_ON, "2026-09-15"));
        assertThat(preview.oldShown()).isEqualTo("nicht bekannt");
        assertThat(preview.after()).contains("SGB II ab 01.10.2026");
        assertThat(assessment.known(id)).doesNotContainKey(StatusFact.DECISION_SERVED_ON);

        assertThat(as(() -> correction.state(id, StatusFact.DECISION_SERVED_ON, "2026-09-15"))
                        .from())
                .isEqualTo("2026-10-01");
        assertThat(as(() -> correction.missing(id))).doesNotContain(StatusFact.DECISION_SERVED_ON);
        assertThatThrownBy(() -> as(() -> correction.state(id, StatusFact.DECISION_SERVED_ON, "2026-09-14")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("gibt es inzwischen");
    }

    private static <T> T as(java.util.concurrent.Callable<T> action) {
        return org.kimlotse.Acting.as("fallmanagement", action);
    }

    @Test
    void leavesTheLawAsItIsDuringTheAsylumProcedure() {
        CaseId id = opened(People.someone());
        record(id, known("GESTATTUNG"));

        BenefitLaw law = benefitLaw.decide(id);

        assertThat(law.changes()).isFalse();
        assertThat(law.law()).isEqualTo(Rechtskreis.ASYLBLG);
        assertThat(law.from()).isNull();
        assertThat(law.sentence()).startsWith("Voraussichtlich bleibt es bei: AsylbLG");
    }

    @Test
    void takesAFiktionsbescheinigungForNoTitle() {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("DEPORTATION_BAN");
        status.put(StatusFact.DECISION_SERVED_ON, "2026-04-20");
        status.put(StatusFact.TITLE_KIND, "FIKTION");
        status.put(StatusFact.TITLE_ISSUED_ON, "2026-06-10");
        record(id, status);
        assertThat(benefitLaw.decide(id).changes()).isFalse();

        record(id, Map.of(StatusFact.TITLE_KIND, "P25_3"));

        assertThat(benefitLaw.decide(id).from()).isEqualTo("2026-07-01");
    }

    @Test
    void saysWhichFactIsMissing() {
        CaseId id = opened(People.someone());
        record(id, known("RECOGNISED"));

        BenefitLaw law = benefitLaw.decide(id);

        assertThat(law.changes()).isFalse();
        assertThat(benefitLaw.missing(id)).contains("Zustell");
    }

    @Test
    void givesTheRulesWhatAProcessOwnerAsksBeyondWhatModulesKnow() {
        CaseId id = recognised("2026-09-15");
        FormContext form = new FormContext(
                "assessment", "t", "userTask_assess", "case-management", "e", id.number(), id.number(), "x", Map.of());
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> additional.write(
                        form,
                        List.of(new AdditionalFacts.Fact(
                                "wornOutShoes", "Schuhe kaputt", FormField.Type.BOOLEAN, true, "ja"))));

        BenefitLaw law = benefitLaw.decide(id);

        assertThat(law.from()).isEqualTo("2026-10-01");
        assertThat(benefitLaw.decision(id).orElseThrow().decision().facts())
                .contains("casefile.facts.AdditionalFact", "wornOutShoes");
    }

    @Test
    void refusesDaysInTheFutureAndBeforeTheBirth() {
        CaseId id = opened(People.someone("Vor", "Geburt", "2000-05-05"));
        Map<StatusFact, String> wrong = known("RECOGNISED");
        wrong.put(StatusFact.DECISION_SERVED_ON, "2026-09-17");
        wrong.put(StatusFact.TITLE_ISSUED_ON, "1999-05-05");
        wrong.put(StatusFact.IN_GERMANY_SINCE, "2000-05-04");
        wrong.put(StatusFact.TITLE_MONTHS, "0");
        wrong.put(StatusFact.BENEFIT_NOW, "BÜRGERGELD");

        assertThatThrownBy(() -> record(id, wrong))
                .hasMessageContaining("17.09.2026 liegt in der Zukunft")
                .hasMessageContaining("Der Titel kann nicht vor der Geburt der Person ausgestellt worden sein")
                .hasMessageContaining("nicht vor der Geburt der Person nach Deutschland gekommen")
                .hasMessageContaining("von 1 bis 600")
                .hasMessageContaining("Diese Auswahl gibt es nicht");
        assertThat(facts.all(id)).isEmpty();
    }

    @Test
    void looksOnlyAtTheYearWhereTheDayOfBirthIsUncertain() {
        CaseId id = opened(People.someone("Nur", "Jahrgang", "2000-01-01"));
        record(id, Map.of(StatusFact.IN_GERMANY_SINCE, "2000-01-01"));

        assertThatThrownBy(() -> record(id, Map.of(StatusFact.IN_GERMANY_SINCE, "1999-12-31")))
                .hasMessageContaining("vor der Geburt");
    }

    @Test
    void keepsWhatWasTrueBeforeWhenTheStatusChanges() {
        CaseId id = opened(People.someone());
        record(id, known("GESTATTUNG"));
        clock.setTo("2026-10-20");
        record(id, known("RECOGNISED"));

        UUID client = persons.client(id).id();
        assertThat(facts.holdingOn(id, client, LocalDate.of(2026, 9, 30))
                        .get("residenceStatus")
                        .value())
                .isEqualTo("GESTATTUNG");
        assertThat(facts.holdingOn(id, client, LocalDate.of(2026, 10, 20))
                        .get("residenceStatus")
                        .value())
                .isEqualTo("RECOGNISED");
        assertThat(facts.all(id)).allMatch(Fact::stands);
    }

    @Test
    void whatLostItsMeaningByAnotherAnswerIsNotShownNorUsedAndComesBackWithIt() {
        CaseId id = recognised("2026-09-15");
        record(id, Map.of(StatusFact.TITLE_KIND, "P25_2_REFUGEE", StatusFact.TITLE_ISSUED_ON, "2026-09-16"));
        UUID client = persons.client(id).id();
        LocalDate today = LocalDate.of(2026, 9, 16);

        record(id, Map.of(StatusFact.TITLE_KIND, "NONE"));
        assertThat(facts.holdingOn(id, client, today))
                .containsKeys("titleKind", "decisionServedOn")
                .doesNotContainKey("titleIssuedOn");
        assertThat(facts.summary(id, client, today)).doesNotContain("Titel ausgestellt am");

        record(id, Map.of(StatusFact.RESIDENCE_STATUS, "GESTATTUNG"));
        assertThat(facts.holdingOn(id, client, today))
                .containsKey("residenceStatus")
                .doesNotContainKeys("titleKind", "titleIssuedOn", "decisionServedOn", "protectionKind", "appealFiled");
        assertThat(assessment.known(id)).doesNotContainKey(StatusFact.DECISION_SERVED_ON);
        assertThat(Acting.as("fallmanagement", () -> correction.correctable(id)))
                .extracting(Fact::kind)
                .contains("residenceStatus")
                .doesNotContain("decisionServedOn", "titleIssuedOn");
        assertThat(Acting.as("fallmanagement", () -> correction.missing(id)))
                .doesNotContain(StatusFact.DECISION_SERVED_ON, StatusFact.TITLE_ISSUED_ON);

        record(id, Map.of(StatusFact.RESIDENCE_STATUS, "RECOGNISED"));
        assertThat(facts.holdingOn(id, client, today).get("decisionServedOn").value())
                .as("nothing is lost")
                .isEqualTo("2026-09-15");
    }

    @Test
    void marksAWrongDayAsSupersededAndNeverDeletesIt() {
        CaseId id = recognised("2026-09-15");

        Map<StatusFact, String> right = Map.of(StatusFact.DECISION_SERVED_ON, "2026-09-14");
        Acting.as("fallmanagement", () -> assessment.record(id, right, right.keySet()));
        record(id, right);

        assertThat(facts.all(id).stream().filter(f -> f.kind().equals("decisionServedOn")))
                .extracting(Fact::value, Fact::stands)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2026-09-15", false),
                        org.assertj.core.groups.Tuple.tuple("2026-09-14", true));
    }

    @Test
    void aSecondNoticeStandsBesideTheFirstAndCountsFromItsDay() {
        CaseId id = recognised("2026-09-15");
        UUID client = persons.client(id).id();
        clock.setTo("2026-10-05");
        record(id, Map.of(StatusFact.DECISION_SERVED_ON, "2026-10-01"));

        assertThat(facts.all(id)).allMatch(Fact::stands);
        assertThat(facts.holdingOn(id, client, LocalDate.of(2026, 10, 4))
                        .get("decisionServedOn")
                        .value())
                .isEqualTo("2026-09-15");
        assertThat(assessment.known(id)).containsEntry(StatusFact.DECISION_SERVED_ON, "2026-10-01");
        assertThat(facts.summary(id, client, LocalDate.of(2026, 10, 5)))
                .contains("- Bescheid zugestellt am: 01.10.2026\n");

        record(id, Map.of(StatusFact.DECISION_SERVED_ON, "2026-10-02"));
        assertThat(assessment.known(id))
                .as("a third on the same day")
                .containsEntry(StatusFact.DECISION_SERVED_ON, "2026-10-02");
    }

    @Test
    void asksOnlyAboutWhatHardlyEverChangesOrWasSaidToday() {
        CaseId id = recognised("2026-09-15");
        assertThat(assessment.hardlyChanging(id))
                .containsKeys(StatusFact.DECISION_SERVED_ON, StatusFact.RESIDENCE_STATUS, StatusFact.BENEFIT_NOW);
        clock.setTo("2026-09-17");
        assertThat(assessment.hardlyChanging(id))
                .containsKey(StatusFact.DECISION_SERVED_ON)
                .doesNotContainKeys(StatusFact.RESIDENCE_STATUS, StatusFact.BENEFIT_NOW, StatusFact.TITLE_KIND);
    }

    @Test
    void whatIsFoundOutAfterAWrongAnswerWasTakenBackCorrectsThatAnswer() {
        CaseId id = recognised("2026-09-15");
        Map<StatusFact, String> unknown = Map.of(StatusFact.DECISION_SERVED_ON, "");
        Acting.as("fallmanagement", () -> assessment.record(id, unknown, unknown.keySet()));
        clock.setTo("2026-09-20");
        record(id, Map.of(StatusFact.DECISION_SERVED_ON, "2026-09-14"));
        assertThat(facts.all(id).stream().filter(f -> f.kind().equals("decisionServedOn") && f.stands()))
                .singleElement()
                .satisfies(found -> assertThat(found.value()).isEqualTo("2026-09-14"));
    }

    @Test
    void showsWhatACorrectionWouldChangeBeforeItChangesAnything() {
        CaseId id = recognised("2026-09-15");
        benefitLaw.decide(id);
        Fact served = fact(id, "decisionServedOn");

        FactCorrection.Preview preview =
                Acting.as("fallmanagement", () -> correction.preview(id, served.id(), "2026-08-31"));

        assertThat(preview.oldShown()).isEqualTo("15.09.2026");
        assertThat(preview.newShown()).isEqualTo("31.08.2026");
        assertThat(preview.before()).contains("SGB II ab 01.10.2026");
        assertThat(preview.after()).contains("SGB II ab 01.09.2026");
        assertThat(preview.differences())
                .contains(
                        new Difference("AsylbLG bis", "30.09.2026", "31.08.2026"),
                        new Difference("Neue Leistung ab", "01.10.2026", "01.09.2026"));
        assertThat(fact(id, "decisionServedOn").value()).isEqualTo("2026-09-15");
        assertThat(decisions.of(id, RuleSet.BENEFIT_LAW)).hasSize(1);
    }

    @Test
    void correctsAFactRunsTheRulesAgainAndTellsTheOthers() {
        CaseId id = recognised("2026-09-15");
        benefitLaw.decide(id);
        Fact served = fact(id, "decisionServedOn");

        BenefitLaw after = Acting.as(
                "fallmanagement",
                () -> correction.apply(id, served.id(), "2026-08-31", "Datum auf dem Umschlag verlesen"));

        assertThat(after.from()).isEqualTo("2026-09-01");
        assertThat(benefitLaw.current(id).orElseThrow().from()).isEqualTo("2026-09-01");
        assertThat(decisions.of(id, RuleSet.BENEFIT_LAW)).hasSize(2);
        Fact wrong = facts.find(id, served.id()).orElseThrow();
        assertThat(wrong.stands()).isFalse();
        assertThat(wrong.correctionReason()).isEqualTo("Datum auf dem Umschlag verlesen");
        assertThat(events.stream(org.kimlotse.casefile.FactCorrected.class))
                .anyMatch(e -> e.caseId().equals(id) && e.oldFact().equals(served.id()));
        assertThat(events.stream(BenefitLawRevised.class))
                .anyMatch(e -> e.caseId().equals(id)
                        && LocalDate.of(2026, 10, 1).equals(e.before().from())
                        && LocalDate.of(2026, 9, 1).equals(e.after().from()));
        assertThat(periods.of(id, persons.client(id).id()))
                .extracting(BenefitPeriod::sentence)
                .containsExactly("voraussichtlich AsylbLG bis 31.08.2026", "voraussichtlich SGB II ab 01.09.2026");
    }

    @Test
    void refusesACorrectionThatChangesNothingHasNoReasonOrComesTooLate() {
        CaseId id = recognised("2026-09-15");
        Fact served = fact(id, "decisionServedOn");

        assertThatThrownBy(() -> apply(id, served.id(), "2026-09-15", "so"))
                .hasMessageContaining("dieselbe wie die alte");
        assertThatThrownBy(() -> apply(id, served.id(), "2026-09-10", " "))
                .hasMessageContaining("warum die Angabe falsch");
        assertThatThrownBy(() -> apply(id, served.id(), "2026-09-20", "so")).hasMessageContaining("in der Zukunft");
        assertThatThrownBy(() -> apply(id, UUID.randomUUID(), "2026-09-10", "so"))
                .hasMessageContaining("gibt es in diesem Fall nicht");
        apply(id, served.id(), "2026-09-10", "verlesen");
        assertThatThrownBy(() -> apply(id, served.id(), "2026-09-11", "verlesen"))
                .hasMessageContaining("schon berichtigt");
    }

    @Test
    void doesNotLetAnotherTeamCorrectOrPreview() {
        CaseId id = recognised("2026-09-15");
        Fact served = fact(id, "decisionServedOn");

        assertThatThrownBy(() -> Acting.as("lohmar", () -> correction.preview(id, served.id(), "2026-08-31")))
                .hasMessageContaining("gehört nicht zu Ihrem Team");
        assertThatThrownBy(() -> Acting.as("koordination", () -> correction.correctable(id)))
                .hasMessageContaining("gehört nicht zu Ihrem Team");
    }

    @Test
    void countsAnOwnDecisionByRuleUntilAFactIsCorrected() {
        CaseId id = recognised("2026-09-15");
        BenefitLaw found = benefitLaw.decide(id);

        BenefitLaw own = Acting.as(
                "fallmanagement",
                () -> benefitLaw.override(
                        id, Rechtskreis.SGB_XII_3, LocalDate.of(2026, 10, 1), "Amtsärztlich nicht erwerbsfähig"));

        assertThat(own.overridden()).isTrue();
        assertThat(own.law()).isEqualTo(Rechtskreis.SGB_XII_3);
        assertThat(own.until()).isEqualTo("2026-09-30");
        assertThat(benefitLaw.current(id)).contains(own);
        LoggedDecision.Review review =
                benefitLaw.decision(id).orElseThrow().lastReview().orElseThrow();
        assertThat(review.ruleId()).isEqualTo(found.ruleId());
        assertThat(review.proposed()).isEqualTo("SGB_II ab 2026-10-01");
        assertThat(review.decided()).isEqualTo("SGB_XII_3 ab 2026-10-01");
        assertThat(decisions.overridesByRule(clock.instant(), clock.instant().plusSeconds(1)))
                .containsKey(found.ruleId());
        assertThat(benefitLaw.explanation(id)).contains("Anders entschieden", "Amtsärztlich nicht erwerbsfähig");

        Fact served = fact(id, "decisionServedOn");
        assertThat(Acting.as("fallmanagement", () -> correction.preview(id, served.id(), "2026-08-31"))
                        .notes())
                .anyMatch(note -> note.contains("gilt wieder das Ergebnis der Regeln"));
    }

    @Test
    void asksForReasonLawAndDayOfAnOwnDecision() {
        CaseId id = recognised("2026-09-15");
        benefitLaw.decide(id);

        assertThat(benefitLaw.overrideProblems(null, null, "")).hasSize(2);
        assertThatThrownBy(() -> benefitLaw.override(id, Rechtskreis.SGB_II, null, "weil"))
                .hasMessageContaining("ab wann „SGB II“ gilt");
        assertThat(benefitLaw
                        .override(id, Rechtskreis.ASYLBLG, null, "Klage läuft")
                        .changes())
                .isFalse();
    }

    @Test
    void refusesAPeriodThatEndsBeforeItBegins() {
        CaseId id = opened(People.someone());

        assertThatThrownBy(() -> periods.decided(
                        id,
                        persons.client(id).id(),
                        Rechtskreis.SGB_II,
                        LocalDate.of(2026, 10, 1),
                        LocalDate.of(2026, 9, 30),
                        "Bescheid"))
                .hasMessageContaining("Das Ende liegt vor dem Beginn");
    }

    @Test
    void takesNothingInAClosedCase() {
        CaseId id = recognised("2026-09-15");
        Fact served = fact(id, "decisionServedOn");
        Acting.as("fallmanagement", () -> closing.close(id, Case.ClosingReason.NO_CONTACT, "", 0));

        assertThatThrownBy(() -> record(id, Map.of(StatusFact.DECISION_SERVED_ON, "2026-09-01")))
                .hasMessageContaining("Ihre Eingaben wurden nicht gespeichert");
        assertThatThrownBy(() -> apply(id, served.id(), "2026-09-01", "so")).hasMessageContaining("abgeschlossen");
    }

    private void apply(CaseId id, UUID fact, String value, String reason) {
        Acting.as("fallmanagement", () -> correction.apply(id, fact, value, reason));
    }

    private Fact fact(CaseId id, String kind) {
        return Acting.as("fallmanagement", () -> correction.correctable(id)).stream()
                .filter(f -> f.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void factsThatContradictEachOtherAreNamedAndNoAnswerRestingOnThemCanBeConfirmed() {
        CaseId id = recognised("2025-01-10");
        benefitLaw.decide(id);

        assertThat(benefitLaw.contradictions(id)).singleElement().asString().contains("vor der Einreise zugestellt");
        assertThat(benefitLaw.explanation(id)).startsWith("**Widersprüche in den Angaben:**");
        assertThat(decisions
                        .latest(id, RuleSet.CONSISTENCY)
                        .orElseThrow()
                        .decision()
                        .findings())
                .extracting(finding -> finding.ruleId())
                .containsExactly("consistency.entry-decision");
        assertThatThrownBy(() -> Acting.as("fallmanagement", () -> benefitLaw.confirm(id)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("widersprechen einander");

        record(id, Map.of(StatusFact.IN_GERMANY_SINCE, "2025-01-05"));
        benefitLaw.decide(id);
        assertThat(benefitLaw.contradictions(id)).isEmpty();
        assertThat(Acting.as("fallmanagement", () -> benefitLaw.confirm(id)).law())
                .isEqualTo(Rechtskreis.SGB_II);
    }

    @Test
    void aDuldungBeforeTheEntryIsNamedInTheCase() {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("DULDUNG");
        status.put(StatusFact.IN_GERMANY_SINCE, "2026-03-10");
        status.put(StatusFact.STATUS_SINCE, "2026-03-09");
        record(id, status);
        benefitLaw.decide(id);
        assertThat(benefitLaw.contradictions(id)).singleElement().asString().contains("begann vor der Einreise");

        record(id, Map.of(StatusFact.STATUS_SINCE, "2026-03-10"));
        benefitLaw.decide(id);
        assertThat(benefitLaw.contradictions(id)).isEmpty();
    }

    @Test
    void whatAStatusDependsOnIsAskedAndDecidesToTheDay() {
        // § 25 Abs. 5: first Duldung 20.05.2025 + 18 months = 20.11.2026, AsylbLG until the end of that month.
        CaseId suspended = opened(People.someone());
        Map<StatusFact, String> status = known("TITLE_25_5");
        status.put(StatusFact.TITLE_ISSUED_ON, "2026-09-10");
        status.put(StatusFact.TITLE_MONTHS, "12");
        record(suspended, status);
        assertThat(benefitLaw.decide(suspended).law()).as("not known").isNull();
        record(suspended, Map.of(StatusFact.SUSPENSION_DECIDED_ON, "2025-05-20"));
        assertThat(benefitLaw.decide(suspended).from()).isEqualTo("2026-12-01");

        // § 24: the later of certificate and identification, both in August (§ 1 Abs. 3a AsylbLG).
        CaseId protectedOnly = opened(People.someone());
        record(protectedOnly, known("TITLE_24"));
        assertThat(benefitLaw.decide(protectedOnly).law()).isEqualTo(Rechtskreis.ASYLBLG);
        record(
                protectedOnly,
                Map.of(StatusFact.CERTIFICATE_ON, "2026-08-20", StatusFact.IDENTITY_REGISTERED_ON, "2026-08-31"));
        assertThat(benefitLaw.decide(protectedOnly).from()).isEqualTo("2026-09-01");

        // A student has no SGB II from the day on which the studies begin (§ 7 Abs. 5 SGB II); that day may lie ahead.
        CaseId student = recognised("2026-09-15");
        record(student, Map.of(StatusFact.STUDIES_FROM, "2026-10-01"));
        assertThat(benefitLaw.decide(student).law()).isEqualTo(Rechtskreis.NONE);
        assertThat(benefitLaw.explanation(student)).contains("BAföG");
    }

    @Test
    void aUnionCitizenWhoWorksIsNotTakenForOneWhoOnlySeeksWork() {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("EU_CITIZEN");
        status.put(StatusFact.BENEFIT_NOW, "NONE");
        record(id, status);
        assertThat(benefitLaw.decide(id).law()).isEqualTo(Rechtskreis.NONE);

        record(id, Map.of(StatusFact.WORKS_SINCE, "2026-01-15"));
        assertThat(benefitLaw.decide(id).law()).isEqualTo(Rechtskreis.SGB_II);

        // Seven months of work, lost against the person's will and confirmed: six months more (§ 2 Abs. 3 S. 2
        // FreizügG/EU).
        record(id, Map.of(StatusFact.WORK_ENDED_ON, "2026-08-14", StatusFact.WORK_END_CONFIRMED, "true"));
        assertThat(benefitLaw.decide(id).law()).isEqualTo(Rechtskreis.SGB_II);
        assertThat(benefitLaw.explanation(id)).contains("14.02.2027");

        record(id, Map.of(StatusFact.WORK_END_CONFIRMED, "false"));
        assertThat(benefitLaw.decide(id).law()).isEqualTo(Rechtskreis.NONE);
        assertThat(benefitLaw.explanation(id)).contains("Vor einem Antrag beraten");
    }

    @Test
    void whoWasFoundUnaccompaniedGoesToTheYouthWelfareOfficeFirst() {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("GESTATTUNG");
        record(id, status);
        assertThat(benefitLaw.decide(id).law()).isEqualTo(Rechtskreis.ASYLBLG);
        record(id, Map.of(StatusFact.UNACCOMPANIED_FOUND_ON, "2026-09-10"));
        assertThat(benefitLaw.decide(id).law()).as("of age").isEqualTo(Rechtskreis.ASYLBLG);
    }

    @Test
    void workThatGoesOnIsMindedWhereResidenceIsRegulated() {
        CaseId id = recognised("2026-09-15");
        record(id, Map.of(StatusFact.WORKS_SINCE, "2026-09-01", StatusFact.WORK_HOURS, "20"));
        benefitLaw.decide(id);
        assertThat(benefitLaw.explanation(id)).contains("Ob die Arbeit von der Wohnsitzregelung befreit");

        record(id, Map.of(StatusFact.WORK_HOURS, "10"));
        benefitLaw.decide(id);
        assertThat(benefitLaw.explanation(id)).doesNotContain("Ob die Arbeit von der Wohnsitzregelung befreit");
    }

    @Test
    void whatHangsOnResidenceAndFamilyStandsInTheDecisionsOfTheCase() {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("RECOGNISED");
        status.put(StatusFact.PROTECTION_KIND, "REFUGEE");
        status.put(StatusFact.DECISION_SERVED_ON, "2026-09-01");
        status.put(StatusFact.TITLE_KIND, "P25_2_REFUGEE");
        status.put(StatusFact.TITLE_ISSUED_ON, "2026-09-14");
        status.put(StatusFact.TITLE_MONTHS, "36");
        status.put(StatusFact.CHILDREN_IN_HOUSEHOLD, "2");
        record(id, status);
        benefitLaw.decide(id);

        assertThat(decisions
                        .latest(id, RuleSet.RESIDENCE_FAMILY)
                        .orElseThrow()
                        .decision()
                        .findings())
                .extracting(finding -> finding.ruleId())
                .contains("residence-family.kindergeld-by-title");
        assertThat(benefitLaw.explanation(id))
                .contains("### Wohnsitz und Familie")
                .contains("Kindergeld");
        assertThat(decisions.latest(id, RuleSet.CONSISTENCY)).isEmpty();
    }

    private CaseId recognised(String servedOn) {
        CaseId id = opened(People.someone());
        Map<StatusFact, String> status = known("RECOGNISED");
        status.put(StatusFact.PROTECTION_KIND, "REFUGEE");
        status.put(StatusFact.DECISION_SERVED_ON, servedOn);
        status.put(StatusFact.APPEAL_FILED, "false");
        status.put(StatusFact.TITLE_KIND, "NONE");
        record(id, status);
        return id;
    }

    private static Map<StatusFact, String> known(String status) {
        return new EnumMap<>(Map.of(
                StatusFact.RESIDENCE_STATUS,
                status,
                StatusFact.BENEFIT_NOW,
                "ASYLBLG",
                StatusFact.EMPLOYABLE,
                "true",
                StatusFact.NEEDS_SUPPORT,
                "true",
                StatusFact.IN_GERMANY_SINCE,
                "2025-01-20"));
    }

    private void record(CaseId id, Map<StatusFact, String> values) {
        Acting.as("fallmanagement", () -> assessment.record(id, values));
    }

    private CaseId opened(NewCase typed) {
        return Acting.as("fallmanagement", () -> ((Opening.Opened) opening.open(typed.despiteDuplicate())).caseId());
    }
}
