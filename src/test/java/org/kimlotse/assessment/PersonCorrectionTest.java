package org.kimlotse.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.PersonChange;
import org.kimlotse.casefile.PersonCorrected;
import org.kimlotse.casefile.PersonCorrections;
import org.kimlotse.casefile.Persons;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.transition.TransitionManagement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** A misspelt name, a birthday found wrong in week three: corrected in the file, and the rules are asked again. */
@LotseTest
@RecordApplicationEvents
class PersonCorrectionTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseClosing closing;

    @Autowired
    Cases cases;

    @Autowired
    Assessment assessment;

    @Autowired
    BenefitLawAssessment benefitLaw;

    @Autowired
    PersonCorrection correction;

    @Autowired
    PersonCorrections kept;

    @Autowired
    Persons persons;

    @Autowired
    DecisionLog decisions;

    @Autowired
    TransitionManagement transitions;

    @Autowired
    CaseChanges changes;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEvents events;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    @Test
    void aBirthDateAboveTheAgeLimitIsShownWithItsConsequenceAndThenDecidedAnew() {
        CaseId id = recognised();
        assertThat(benefitLaw.decide(id).law()).isEqualTo(Rechtskreis.SGB_II);
        Person seen = persons.client(id);
        Person right = bornOn(seen, LocalDate.of(1950, 6, 15));

        PersonCorrection.Preview preview = as(() -> correction.preview(right));

        assertThat(preview.changes())
                .containsExactly(new PersonChange("birthDate", "Geburtsdatum", "15.06.1990", "15.06.1950"));
        assertThat(preview.before()).contains("SGB II ab 01.10.2026");
        assertThat(preview.after()).contains("SGB XII").doesNotContain("SGB II ab");
        assertThat(preview.differences()).extracting(Difference::what).contains("Leistung");
        assertThat(persons.client(id)).isEqualTo(seen);
        assertThat(decisions.of(id, RuleSet.BENEFIT_LAW)).hasSize(1);

        BenefitLaw after = as(() -> correction.apply(right, "Zahlendreher, laut Reiseausweis"));

        assertThat(after).isNotNull();
        assertThat(after.law()).isEqualTo(Rechtskreis.SGB_XII_4);
        assertThat(benefitLaw.current(id).orElseThrow().law()).isEqualTo(Rechtskreis.SGB_XII_4);
        assertThat(persons.client(id).birthDate()).isEqualTo("1950-06-15");
        assertThat(kept.of(id)).singleElement().satisfies(c -> {
            assertThat(c.changes()).isEqualTo(preview.changes());
            assertThat(c.reason()).isEqualTo("Zahlendreher, laut Reiseausweis");
            assertThat(c.by()).isEqualTo("fallmanagement");
        });
        assertThat(events.stream(PersonCorrected.class))
                .anyMatch(e -> e.caseId().equals(id) && e.changed().equals(Set.of("birthDate")));
        assertThat(events.stream(BenefitLawRevised.class))
                .anyMatch(e -> e.caseId().equals(id));
    }

    @Test
    void aNameIsCorrectedWithoutAskingTheRulesAndFoundUnderItsNewSpelling() {
        CaseId id = recognised();
        benefitLaw.decide(id);
        Person seen = persons.client(id);
        Person right = with(seen, "Oschtanbek", "DE", false);

        assertThat(as(() -> correction.preview(right)).rulesAsked()).isFalse();
        assertThat(as(() -> correction.apply(right, "Schreibfehler"))).isNull();

        assertThat(persons.client(id).familyName()).isEqualTo("Oschtanbek");
        assertThat(decisions.of(id, RuleSet.BENEFIT_LAW)).hasSize(1);
        assertThat(cases.search(
                        "Oschtanbek",
                        Set.of(org.kimlotse.shared.Municipality.SIEGBURG.team()),
                        Set.of(Case.State.OPEN),
                        5))
                .extracting(found -> found.id())
                .containsExactly(id);
        assertThat(kept.of(id).get(0).changes())
                .extracting(PersonChange::key, PersonChange::before, PersonChange::after)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("familyName", seen.familyName(), "Oschtanbek"),
                        org.assertj.core.groups.Tuple.tuple("language", "Arabisch", "Deutsch"),
                        org.assertj.core.groups.Tuple.tuple("interpreterNeeded", "ja", "nein"));
    }

    @Test
    void ofTwoTabsOneWinsAndTheOtherIsTold() {
        CaseId id = recognised();
        Person seen = persons.client(id);
        as(() -> correction.apply(with(seen, "Erste", "AR", true), "verhört"));

        assertThatThrownBy(() -> as(() -> correction.preview(with(seen, "Zweite", "AR", true))))
                .hasMessageContaining("inzwischen von jemand anderem geändert");
        assertThatThrownBy(() -> as(() -> correction.apply(with(seen, "Zweite", "AR", true), "verhört")))
                .hasMessageContaining("inzwischen von jemand anderem geändert");
        assertThat(persons.client(id).familyName()).isEqualTo("Erste");
        assertThat(kept.of(id)).hasSize(1);
    }

    @Test
    void refusesWhatCannotBeTrueOrHasNoReasonOrComesFromOthers() {
        CaseId id = recognised();
        Person seen = persons.client(id);

        assertThatThrownBy(() -> as(() -> correction.apply(bornOn(seen, LocalDate.of(2027, 1, 2)), "so")))
                .hasMessageContaining("liegt in der Zukunft");
        assertThatThrownBy(() -> as(() -> correction.preview(bornOn(seen, LocalDate.of(2026, 9, 16)))))
                .as("the decision was served the day before")
                .hasMessageContaining("passt nicht zu einer anderen Angabe");
        assertThatThrownBy(() -> as(() -> correction.apply(with(seen, "n".repeat(201), "AR", true), "so")))
                .hasMessageContaining("höchstens 200 Zeichen");
        assertThatThrownBy(() -> as(() -> correction.apply(with(seen, "Richtig", "Klingonisch", true), "so")))
                .hasMessageContaining("steht nicht in der Liste");
        assertThatThrownBy(() -> as(() -> correction.apply(with(seen, "Richtig", "", true), "so")))
                .hasMessageContaining("Bitte wählen Sie die Sprache");
        assertThatThrownBy(() -> as(() -> correction.apply(with(seen, "Richtig", "AR", true), " ")))
                .hasMessageContaining("warum die Angabe falsch");
        assertThatThrownBy(() -> as(() -> correction.apply(seen, "so")))
                .hasMessageContaining("dieselben wie die alten");
        assertThatThrownBy(() -> Acting.as("lohmar", () -> correction.apply(with(seen, "Fremd", "AR", true), "so")))
                .hasMessageContaining("gehört nicht zu Ihrem Team");
        assertThatThrownBy(() -> Acting.as("koordination", () -> correction.person(id)))
                .hasMessageContaining("gehört nicht zu Ihrem Team");
        Acting.as("fallmanagement", () -> {
            closing.close(id, Case.ClosingReason.MOVED_AWAY, "", cases.get(id).version());
        });
        assertThatThrownBy(() -> as(() -> correction.apply(with(seen, "Spät", "AR", true), "so")))
                .hasMessageContaining("abgeschlossen");
        assertThat(persons.client(id)).isEqualTo(seen);
        assertThat(kept.of(id)).isEmpty();
    }

    @Test
    void aPlannedChangeOfBenefitLawFollowsTheBirthDate() {
        Story story = new Story(engine, clock);
        CaseId id = new CaseId(CaseStory.workedBy("fallmanagement", story, opening)
                .inCaseManagement("Siegburg")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.of(2026, 9, 16))
                .number());
        Person right = bornOn(persons.client(id), LocalDate.of(1950, 6, 15));

        PersonCorrection.Preview preview = as(() -> correction.preview(right));
        assertThat(preview.notes()).anySatisfy(note -> assertThat(note).startsWith("H"));

        as(() -> correction.apply(right, story.say("Ausweis gesehen")));
        story.runDueJobs();
        assertThat(as(() -> transitions.openQuestions(id)).size()
                        + story.tasksOf("fallmanagement", id.number()).size())
                .isPositive();
        assertThat(changes.open(id)).extracting(CaseChange::detail).containsExactly("„Geburtsdatum“ wurde berichtigt");
    }

    private CaseId recognised() {
        CaseId id = ((Opening.Opened) as(() -> opening.open(People.someone().despiteDuplicate()))).caseId();
        as(() -> {
            assessment.record(
                    id,
                    Map.of(
                            StatusFact.RESIDENCE_STATUS, "RECOGNISED",
                            StatusFact.PROTECTION_KIND, "REFUGEE",
                            StatusFact.DECISION_SERVED_ON, "2026-09-15",
                            StatusFact.BENEFIT_NOW, "ASYLBLG",
                            StatusFact.EMPLOYABLE, "true",
                            StatusFact.NEEDS_SUPPORT, "true"));
            return id;
        });
        return id;
    }

    private static Person bornOn(Person p, LocalDate day) {
        return new Person(
                p.id(),
                p.caseId(),
                p.role(),
                p.givenName(),
                p.familyName(),
                day,
                false,
                p.language(),
                p.interpreterNeeded(),
                p.phone(),
                p.version());
    }

    private static Person with(Person p, String familyName, String language, boolean interpreter) {
        return new Person(
                p.id(),
                p.caseId(),
                p.role(),
                p.givenName(),
                familyName,
                p.birthDate(),
                p.birthDateUncertain(),
                language,
                interpreter,
                p.phone(),
                p.version());
    }

    private static <T extends @org.jspecify.annotations.Nullable Object> T as(Callable<T> action) {
        return Acting.as("fallmanagement", action);
    }
}
