package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.PersonEditing;
import org.kimlotse.casefile.Persons;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverMissed;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

@LotseTest
class BottleneckTest {

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    BottleneckDetection detection;

    @Autowired
    BottleneckReporting reporting;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    EscalationTrail trail;

    @Autowired
    SteeringTexts texts;

    @Autowired
    Effects effects;

    @Autowired
    Workflows workflows;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PersonEditing editing;

    @Autowired
    TextsForTheGroup forTheGroup;

    @Autowired
    Persons persons;

    HandedOver.Step step;

    @BeforeEach
    void aStepOfItsOwn() {
        clock.setTo("2026-10-20");
        step = handedOver.aStep();
    }

    private Bottleneck detected() {
        detection.detect();
        return bottlenecks.open(step.office, step.hop).orElseThrow();
    }

    @Test
    void threeCasesThatLostTheSameStepAtOneOfficeAreABottleneck() {
        step.missedOn("2026-10-01");
        step.missedOn("2026-10-08");
        detection.detect();
        assertThat(bottlenecks.open(step.office, step.hop)).isEmpty();

        step.missedOn("2026-10-15");
        Bottleneck bottleneck = detected();

        assertThat(bottleneck.number()).matches("ENG-2026-\\d{3}");
        assertThat(bottleneck.origin()).isEqualTo(Bottleneck.Origin.DETECTED);
        assertThat(bottlenecks.reports(bottleneck.id())).singleElement().satisfies(report -> {
            assertThat(report.ruleId()).isNotNull();
            assertThat(report.ruleSetVersion()).isNotNull();
        });
        assertThat(workflows.isRunning("steering-escalation", bottleneck.id().toString()))
                .isTrue();
    }

    @Test
    void theMissThatMakesTheThirdCaseOpensItByItselfOnceItIsCommitted() {
        step.missedOn("2026-10-01");
        step.missedOn("2026-10-08");
        CaseId third = step.missedOn("2026-10-15");
        HandoverMissed missed = new HandoverMissed(
                new HandoverId(UUID.randomUUID()),
                third,
                step.hop,
                step.office,
                MissedKind.SENT_NO_ACKNOWLEDGEMENT,
                LocalDate.of(2026, 10, 15));
        transaction.executeWithoutResult(t -> {
            events.publishEvent(missed);
            t.setRollbackOnly();
        });
        assertThat(bottlenecks.open(step.office, step.hop)).isEmpty();

        transaction.executeWithoutResult(t -> events.publishEvent(missed));
        assertThat(bottlenecks.open(step.office, step.hop)).isPresent();
    }

    @Test
    void detectingAgainChangesNothing() {
        List.of("2026-10-01", "2026-10-08", "2026-10-15").forEach(step::missedOn);
        Bottleneck first = detected();
        List<EscalationTrail.Event> trailBefore = trail.of(first.id());

        assertThat(detection.detect()).noneMatch(b -> b.hop().equals(step.hop));

        assertThat(detected()).isEqualTo(first);
        assertThat(trail.of(first.id())).isEqualTo(trailBefore);
        assertThat(bottlenecks.reports(first.id())).hasSize(1);
    }

    @Test
    void aReportByHandJoinsTheOpenBottleneckOfTheSameOfficeAndStep() {
        List.of("2026-10-01", "2026-10-08").forEach(step::missedOn);
        CaseId third = step.missedOn("2026-10-15");
        Bottleneck open = detected();

        BottleneckReporting.Reported reported =
                reporting.report(third, step.hop, "Die Stelle antwortet nie.", "fallmanagement");
        BottleneckReporting.Reported again =
                reporting.report(third, step.hop, "Die Stelle antwortet nie.", "fallmanagement");

        assertThat(reported.joined()).isTrue();
        assertThat(again.joined()).isTrue();
        assertThat(reported.bottleneck().id()).isEqualTo(open.id());
        assertThat(bottlenecks.reports(open.id()))
                .extracting(Bottlenecks.Report::description)
                .hasSize(2)
                .contains("Die Stelle antwortet nie.");
    }

    @Test
    void oneReportByHandIsEnoughToOpenABottleneck() {
        CaseId only = step.answered("2026-10-15", 20);
        BottleneckReporting.Reported reported =
                reporting.report(only, step.hop, "Der Eingang wird nie bestätigt.", "fallmanagement");
        assertThat(reported.joined()).isFalse();
        assertThat(reported.bottleneck().origin()).isEqualTo(Bottleneck.Origin.REPORTED);
    }

    @Test
    void aReportThatNamesThePersonIsRefusedAndSaysWhere() {
        CaseId only = step.answered(handedOver.caseOf("Tesfaye", "Kebede", "1990-05-06"), "2026-10-15", 20);
        assertThatThrownBy(() -> Acting.as(
                        "fallmanagement",
                        () -> reporting.report(only, step.hop, "Die Stelle\nkennt Tesfaye nicht.", "fallmanagement")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Zeile 2: „Tesfaye“");
        assertThat(bottlenecks.open(step.office, step.hop)).isEmpty();
    }

    private String refusal(CaseId caseId, String text) {
        try {
            Acting.as("fallmanagement", () -> reporting.report(caseId, step.hop, text, "fallmanagement"));
            return "";
        } catch (Refused e) {
            return e.getMessage();
        }
    }

    @Test
    void whoSeesNoCasesCannotAskWhoIsAClient() {
        handedOver.caseOf("Xandrine", "Quaddelthal", "1988-02-09");
        for (String reader : List.of("koordination", "jobcenter-leitung", "lohmar", "jobcenter")) {
            Acting.as(reader, () -> {
                assertThat(forTheGroup.problems("Bei Xandrine Quaddelthal blieb alles liegen."))
                        .as("%s about a client of Siegburg", reader)
                        .isEqualTo(forTheGroup.problems("Bei Zacharine Zuckelmeyer blieb alles liegen."))
                        .isEmpty();
                assertThat(forTheGroup.problems("Yilmaz wartet."))
                        .singleElement()
                        .asString()
                        .contains("„Yilmaz“");
                assertThat(forTheGroup.problems("Frau Quaddelthal wartet."))
                        .hasSameSizeAs(forTheGroup.problems("Frau Zuckelmeyer wartet."));
            });
        }
        Acting.as(
                "fallmanagement", () -> assertThat(forTheGroup.problems("Bei Xandrine Quaddelthal blieb alles liegen."))
                        .as("who sees the case anyway")
                        .hasSize(2));
    }

    @Test
    void aReportThatNamesAnyOtherClientIsRefusedInTheSameWords() {
        CaseId hers = step.answered(handedOver.caseOf("Selamawit", "Gebremariam", "1988-02-09"), "2026-10-15", 20);
        CaseId other = step.answered("2026-10-15", 20);
        for (String text : List.of(
                "Bei Frau Gebremariam blieb alles liegen.",
                "Gebremariams Bescheid fehlt.",
                "Selamawit, geb. 09.02.1988, wartet.",
                "Erreichbar unter 0151 23456789.",
                "selam@example.org schrieb dreimal.",
                "AZR 123456789012 ohne Antwort.")) {
            assertThat(refusal(other, text)).as(text).contains("Zeile 1: „").contains("sieht nach");
            assertThat(refusal(hers, text)).isEqualTo(refusal(other, text));
        }
        assertThat(bottlenecks.open(step.office, step.hop)).isEmpty();
    }

    @Test
    void everydayWordsThatAreAlsoNamesBlockNobody() {
        handedOver.caseOf("Wolf", "Sommer", "1980-01-01");
        handedOver.caseOf("Ernst", "Lange", "1980-01-01");
        CaseId only = step.answered("2026-10-15", 20);
        assertThat(refusal(only, "Herr Sommer wartet.")).contains("„Sommer“");
        assertThat(refusal(only, "Ernst Lange wartet.")).contains("„Ernst“", "„Lange“");
        assertThat(refusal(only, "Im Sommer dauerte es lange; Lange Wartezeiten sind ernst."))
                .isEmpty();
        assertThat(bottlenecks.open(step.office, step.hop)).isPresent();
    }

    @Test
    void aCorrectedNameIsLookedForAndTheOldOneNot() {
        CaseId hers = handedOver.caseOf("Marwaneh", "Tschurbanow", "1988-02-09");
        CaseId other = step.answered("2026-10-15", 20);
        Person p = persons.client(hers);
        Acting.as(
                "fallmanagement",
                () -> editing.change(new Person(
                        p.id(),
                        p.caseId(),
                        p.role(),
                        p.givenName(),
                        "Oschurbekow",
                        p.birthDate(),
                        p.birthDateUncertain(),
                        p.language(),
                        p.interpreterNeeded(),
                        p.phone(),
                        p.version())));
        assertThat(refusal(other, "Oschurbekow wartet.")).contains("„Oschurbekow“");
        assertThat(refusal(other, "Tschurbanow wartet.")).isEmpty();
    }

    @Test
    void aReportNeedsAStepThatTheCaseHas() {
        assertThatThrownBy(() -> reporting.report(step.nextCase(), step.hop, "Etwas", "fallmanagement"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("keine Übergabe");
    }

    @Test
    void twoDetectionsAtOnceOpenOneBottleneck() throws Exception {
        List.of("2026-10-01", "2026-10-08", "2026-10-15").forEach(step::missedOn);
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<Bottleneck>> detect = () -> {
                together.await();
                return detection.detect();
            };
            long opened = 0;
            for (Future<List<Bottleneck>> run : threads.invokeAll(List.of(detect, detect, detect, detect))) {
                opened +=
                        run.get().stream().filter(b -> b.hop().equals(step.hop)).count();
            }
            assertThat(opened).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(bottlenecks.all()).filteredOn(b -> b.hop().equals(step.hop)).hasSize(1);
    }

    @Test
    void whatWasMissedBeforeABottleneckWasClosedDoesNotOpenItAgain() {
        List.of("2026-10-01", "2026-10-08", "2026-10-15").forEach(step::missedOn);
        Bottleneck first = detected();
        effects.close(first.id());

        clock.advance(Duration.ofDays(1));
        detection.detect();
        assertThat(bottlenecks.open(step.office, step.hop)).isEmpty();

        clock.setTo("2026-11-10");
        List.of("2026-11-02", "2026-11-03", "2026-11-04").forEach(step::missedOn);
        Bottleneck second = detected();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.number()).isGreaterThan(first.number());
    }

    @Test
    void anOwnTeamThatDoesNotPassOnIsMeasuredByWhatItHadToPassOn() {
        HandedOver.Step own = handedOver.aStepDroppedBy("KIM-SIE");
        for (int i = 1; i <= 6; i++) {
            own.missedOn("2026-10-0" + i);
        }
        detection.detect(own.office, own.hop);
        Bottleneck bottleneck = bottlenecks.open(own.office, own.hop).orElseThrow();
        assertThat(texts.figures(bottleneck)).contains("6 Fälle");
        assertThat(texts.bottleneck(bottleneck)).contains("Siegburg");
    }

    @Test
    void figuresOnceDrawnForAnOfficeAndStepAreUsedAgainInsteadOfOverlapping() {
        List.of("2026-10-01", "2026-10-08", "2026-10-15").forEach(step::missedOn);
        Bottleneck first = detected();
        effects.close(first.id());
        clock.setTo("2026-11-10");
        List.of("2026-11-02", "2026-11-03", "2026-11-04").forEach(step::missedOn);
        Bottleneck second = detected();
        assertThat(second.currentFigures()).isEqualTo(first.currentFigures());
        assertThat(second.earlierFigures()).isEqualTo(first.earlierFigures());
    }
}
