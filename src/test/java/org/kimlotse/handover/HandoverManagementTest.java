package org.kimlotse.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class HandoverManagementTest {

    private static final LocalDate DUE = LocalDate.of(2026, 9, 22);

    @Autowired
    private HandoverFixture a;

    @Autowired
    private HandoverManagement management;

    @Autowired
    private Handovers handovers;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TestClock clock;

    @Autowired
    private HandoverSweep sweep;

    @BeforeEach
    void theDayAfterTheDecisionWasServed() {
        clock.setTo("2026-09-16");
    }

    @AfterEach
    void invariantsHold() {
        assertThat(a.brokenInvariants()).isEmpty();
    }

    private Handover as(String user, java.util.concurrent.Callable<Handover> work) {
        return Acting.as(user, work);
    }

    @Test
    void theSameKeyMakesOneHandover() {
        CaseId caseId = a.caseInSiegburg();
        HandoverPlan plan = HandoverFixture.plan(caseId, "H1", "JC-SIE", DUE);
        assertThat(management.prepare(plan).id())
                .isEqualTo(management.prepare(plan).id());
        assertThat(handovers.ofCase(caseId)).hasSize(1);
    }

    @Test
    void theGiverIsAccountableUntilTheReceiverAccepts() {
        Handover sent = a.sentToJobcenter(DUE);
        assertThat(sent.owner()).isEqualTo(Owner.caseManagementOf(sent.caseId()));
        Handover acknowledged = as("jobcenter", () -> management.answer(sent.id(), Answer.acknowledged()));
        assertThat(acknowledged.owner()).isEqualTo(Owner.caseManagementOf(sent.caseId()));
        Handover accepted = as("jobcenter", () -> management.answer(sent.id(), Answer.accepted()));
        assertThat(accepted.owner()).isEqualTo(Owner.office("JC-SIE"));
        Handover done = as(
                "jobcenter", () -> management.recordOutcome(sent.id(), Outcome.DONE, LocalDate.of(2026, 9, 16), null));
        assertThat(done.state()).isEqualTo(HandoverState.COMPLETED);
        assertThat(done.nextCheckAt()).isNull();
        assertThat(handovers.events(sent.id()))
                .extracting(HandoverEvent::action)
                .containsExactly(
                        HandoverAction.PREPARED,
                        HandoverAction.BEGUN,
                        HandoverAction.SENT,
                        HandoverAction.ACKNOWLEDGED,
                        HandoverAction.ACCEPTED,
                        HandoverAction.COMPLETED);
        assertThat(handovers.events(sent.id()).get(3).by()).isEqualTo("jobcenter");
    }

    @Test
    void refusesToSendWithoutConsentAndLeavesNothingBehind() {
        CaseId caseId = a.caseInSiegburg();
        Handover h = a.begun(caseId, "H1", "JC-SIE", DUE);
        assertThatThrownBy(() -> management.send(h.id()))
                .isInstanceOf(ConsentMissing.class)
                .hasMessageContaining("Keine Einwilligung zur Weitergabe an Jobcenter");
        assertThat(handovers.get(h.id()).state()).isEqualTo(HandoverState.PREPARED);
        assertThat(outbox.about(h.id().toString())).isEmpty();
    }

    @Test
    void everyCategoryOfThePackageNeedsItsConsent() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "JC-SIE", Set.of(DataCategory.IDENTITY, DataCategory.STATUS));
        Handover h = a.begun(caseId, "H1", "JC-SIE", DUE);
        assertThatThrownBy(() -> management.send(h.id()))
                .isInstanceOf(ConsentMissing.class)
                .hasMessageContaining(DataCategory.BENEFIT.label());
    }

    @Test
    void aLawThatPermitsTheTransferStandsInPlaceOfTheConsent() {
        CaseId caseId = a.caseInSiegburg();
        HandoverPlan plan = HandoverFixture.plan(caseId, "H10", "ABH-RSK", DUE);
        HandoverPlan byLaw = new HandoverPlan(
                plan.caseId(),
                plan.idempotencyKey(),
                plan.hop(),
                plan.purpose(),
                plan.title(),
                plan.reason(),
                plan.outcomeHint(),
                plan.legalBasis(),
                plan.ruleId(),
                plan.ruleSetVersion(),
                true,
                false,
                plan.receiverOffice(),
                plan.dueOn(),
                plan.dueReason(),
                plan.hardOn(),
                plan.dataCategories(),
                "§ 11 Abs. 3 AsylbLG",
                null,
                OutcomeDay.EVENT);
        Handover h = management.begin(management.prepare(byLaw).id());
        Handover sent = management.send(h.id());
        assertThat(sent.transferGround()).isEqualTo(TransferGround.LEGAL_BASIS);
        assertThat(outbox.about(h.id().toString()).get(0).body()).contains("§ 11 Abs. 3 AsylbLG");
    }

    @Test
    void whatWasSharedIsKeptExactlyAndNoMore() {
        Handover sent = a.sentToJobcenter(DUE);
        List<DataField> shared = management.dataPackage(sent);
        assertThat(shared).extracting(DataField::category).containsOnly("IDENTITY");
        assertThat(shared)
                .extracting(DataField::key)
                .contains("familyName", "givenName", "birthDate", "phone")
                .doesNotContain("caseNumber");
        assertThat(shared)
                .filteredOn(f -> f.key().equals("birthDate"))
                .extracting(DataField::value)
                .containsExactly("07.03.1995");
    }

    @Test
    void lettersToAnOfficeHoldNothingAboutThePerson() {
        Handover sent = a.sentToJobcenter(DUE);
        Letter letter = outbox.about(sent.id().toString()).get(0);
        assertThat(letter.subject() + letter.body())
                .doesNotContain("Amal")
                .doesNotContain("07.03.1995")
                .doesNotContain("Zustellung");
        assertThat(letter.body()).contains(sent.caseId().number()).contains("Di, 22.09.2026");
    }

    @Test
    void anOfficeWithPeopleInLotseReadsItThereAndAnyOtherGetsPaper() {
        Handover jobcenter = a.sentToJobcenter(DUE);
        assertThat(outbox.about(jobcenter.id().toString()).get(0).state()).isEqualTo(Letter.State.PROVIDED);
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "KK");
        Handover toInsurer = a.begun(caseId, "H7", "KK", DUE);
        management.send(toInsurer.id());
        assertThat(outbox.about(toInsurer.id().toString()).get(0).state()).isEqualTo(Letter.State.READY_TO_PRINT);
    }

    @Test
    void whoComesSecondReadsWhoDidWhatAndWhen() {
        Handover sent = a.sentToJobcenter(DUE);
        as("jobcenter", () -> management.answer(sent.id(), Answer.accepted()));
        assertThatThrownBy(() -> as(
                        "fallmanagement",
                        () -> management.answer(sent.id(), Answer.declined(DeclineReason.NO_CAPACITY, null))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Jan Zentner hat diese Übergabe angenommen (16.09.2026, 10:00 Uhr).")
                .hasMessageContaining("Ihre Eingabe wurde nicht übernommen");
    }

    @Test
    void aSecondConfirmationOfReceiptChangesNothing() {
        Handover sent = a.sentToJobcenter(DUE);
        as("jobcenter", () -> management.answer(sent.id(), Answer.acknowledged()));
        int version = handovers.get(sent.id()).version();
        assertThatThrownBy(() -> as("jobcenter", () -> management.answer(sent.id(), Answer.acknowledged())))
                .isInstanceOf(Refused.class);
        assertThat(handovers.get(sent.id()).version()).isEqualTo(version);
    }

    @Test
    void aRefusalGoesBackToTheGiverAndTheNextOfficeNeedsItsOwnConsent() {
        Handover sent = a.sentToJobcenter(DUE);
        Handover declined = as(
                "jobcenter",
                () -> management.answer(
                        sent.id(), Answer.declined(DeclineReason.NOT_COMPETENT_PLACE, "Zuständig ist Troisdorf.")));
        assertThat(declined.owner()).isEqualTo(Owner.caseManagementOf(sent.caseId()));
        Handover rerouted = management.reroute(sent.id(), "JC-TRO", null);
        assertThat(rerouted.state()).isEqualTo(HandoverState.PREPARED);
        assertThat(rerouted.receiverOffice()).isEqualTo("JC-TRO");
        assertThat(rerouted.attempt()).isEqualTo(2);
        assertThat(rerouted.transferGround()).isNull();
        assertThatThrownBy(() -> management.send(sent.id())).isInstanceOf(ConsentMissing.class);
        a.consentTo(sent.caseId(), "JC-TRO");
        assertThat(management.send(sent.id()).state()).isEqualTo(HandoverState.SENT);
        assertThat(handovers.events(sent.id()))
                .filteredOn(e -> e.action() == HandoverAction.DECLINED)
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.office()).isEqualTo("JC-SIE");
                    assertThat(e.code()).isEqualTo("NOT_COMPETENT_PLACE");
                });
        // Both offices are measured by what each of them had.
        assertThat(handovers.dueIn("JC-SIE", "H1", DUE, DUE))
                .filteredOn(p -> p.handoverId().equals(sent.id()))
                .singleElement()
                .satisfies(p -> assertThat(p.answeredOn()).isEqualTo(LocalDate.of(2026, 9, 16)));
        assertThat(handovers.dueIn("JC-TRO", "H1", DUE, DUE))
                .as("on paper and not posted yet")
                .noneMatch(p -> p.handoverId().equals(sent.id()));
        Letter onPaper = outbox.about(sent.id().toString()).stream()
                .filter(l -> l.state() == Letter.State.READY_TO_PRINT)
                .findFirst()
                .orElseThrow();
        outbox.recordPosted(onPaper.id(), LocalDate.of(2026, 9, 16), LocalDate.of(2026, 9, 16));
        assertThat(handovers.dueIn("JC-TRO", "H1", DUE, DUE))
                .filteredOn(p -> p.handoverId().equals(sent.id()))
                .singleElement()
                .satisfies(p -> assertThat(p.answeredOn()).isNull());
    }

    @Test
    void aQueryIsAnsweredAndTheOfficeIsAskedAgain() {
        Handover sent = a.sentToJobcenter(DUE);
        as("jobcenter", () -> management.answer(sent.id(), Answer.queried("Seit wann in Siegburg?")));
        Handover answered = management.answerQuery(sent.id(), "Seit dem 01.03.2026.");
        assertThat(answered.state()).isEqualTo(HandoverState.ACKNOWLEDGED);
        assertThat(outbox.about(sent.id().toString()))
                .extracting(Letter::templateKey)
                .contains("handover-query-answered");
    }

    @Test
    void aTelephoneConfirmationKeepsNameAndDay() {
        Handover sent = a.sentToJobcenter(DUE);
        as(
                "fallmanagement",
                () -> management.answer(
                        sent.id(),
                        Answer.accepted().onThePhone(new Confirmation("Frau Kern", LocalDate.of(2026, 9, 16)))));
        assertThat(handovers.lastEvent(sent.id())).hasValueSatisfying(e -> {
            assertThat(e.contactName()).isEqualTo("Frau Kern");
            assertThat(e.contactOn()).isEqualTo(LocalDate.of(2026, 9, 16));
            assertThat(e.by()).isEqualTo("fallmanagement");
        });
    }

    @Test
    void aWithdrawnConsentStopsWhatWasSentAndTellsTheRecipient() {
        Handover sent = a.sentToJobcenter(DUE);
        a.withdrawConsents(sent.caseId(), "JC-SIE");
        assertThat(handovers.get(sent.id()).state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(outbox.about(sent.id().toString()))
                .filteredOn(l -> l.templateKey().equals("handover-withdrawn"))
                .singleElement()
                .satisfies(l -> assertThat(l.body()).contains("Die Einwilligung zur Weitergabe wurde widerrufen."));
        assertThat(outbox.about(sent.id().toString()))
                .filteredOn(l -> l.templateKey().equals("handover-sent"))
                .allMatch(l -> l.state() == Letter.State.CANCELLED);
    }

    @Test
    void aRenewedConsentCountsForWhatWasSentOnTheOldOne() {
        Handover sent = a.sentToJobcenter(DUE);
        a.consentTo(sent.caseId(), "JC-SIE");
        assertThat(handovers.get(sent.id()).state()).isEqualTo(HandoverState.SENT);
        a.withdrawConsents(sent.caseId(), "JC-SIE");
        assertThat(handovers.get(sent.id()).state()).isEqualTo(HandoverState.WITHDRAWN);
    }

    @Test
    void consentToOneOfficeSaysNothingOfAnother() {
        Handover sent = a.sentToJobcenter(DUE);
        a.consentTo(sent.caseId(), "SOZ-SIE");
        a.withdrawConsents(sent.caseId(), "SOZ-SIE");
        assertThat(handovers.get(sent.id()).state()).isEqualTo(HandoverState.SENT);
    }

    @Test
    void withoutConsentThePersonGetsALetterWithTheDeadlinesAndNothingIsTransferred() {
        CaseId caseId = a.caseInSiegburg();
        Handover h = a.begun(caseId, "H1", "JC-SIE", DUE);
        Handover own = management.handToPerson(h.id());
        assertThat(own.state()).isEqualTo(HandoverState.SELF_SERVICE);
        assertThat(own.transferGround()).isNull();
        assertThat(own.owner()).isEqualTo(Owner.caseManagementOf(caseId));
        assertThat(own.nextCheckAt()).isNotNull();
        assertThat(management.dataPackage(own)).isEmpty();
        Letter letter = outbox.about(h.id().toString()).get(0);
        assertThat(letter.recipient().office()).isEmpty();
        assertThat(letter.body())
                .contains("Bis wann: Di, 22.09.2026")
                .contains("Spätestens am Sa, 31.10.2026")
                .contains("voraussichtliche")
                .doesNotContain("bewilligt");
    }

    @Test
    void aCorrectedDeadlineIsToldAndTheClockStartsAnew() {
        Handover sent = a.sentToJobcenter(DUE);
        Handover changed = management.changeDeadline(sent.id(), DUE.plusDays(7), "Zustellung 22.09.2026", null, null);
        assertThat(changed.dueOn()).isEqualTo(DUE.plusDays(7));
        assertThat(changed.state()).isEqualTo(HandoverState.SENT);
        assertThat(outbox.about(sent.id().toString()))
                .filteredOn(l -> l.templateKey().equals("handover-due-changed"))
                .singleElement()
                .satisfies(l -> assertThat(l.body())
                        .contains("Frist: bisher Di, 22.09.2026, neu Di, 29.09.2026")
                        .contains("erwarten wir: bis"));
    }

    /** The correction comes when the old time is over and the right day is long past: the notice asks for what can be kept. */
    @Test
    void whoIsToldAnotherDayHasTheWholeTimeToAnswerAgainAndReadsItsDerivation() {
        Handover sent = a.sentToJobcenter(DUE);
        clock.setTo("2026-10-12");
        Handover changed =
                management.changeDeadline(sent.id(), LocalDate.of(2026, 9, 18), "Zustellung 11.09.2026", null, null);
        LocalDate until = LocalDate.of(2026, 10, 26);
        assertThat(changed.answerUntil(LocalDate.of(2026, 10, 12))).contains(until);
        assertThat(changed.late(LocalDate.of(2026, 10, 12))).isFalse();
        assertThat(outbox.about(sent.id().toString()))
                .filteredOn(l -> l.templateKey().equals("handover-due-changed"))
                .singleElement()
                .satisfies(l -> assertThat(l.body())
                        .contains("neu Fr, 18.09.2026 (vorbei, bitte umgehend)")
                        .contains("ob Sie die Übergabe annehmen, erwarten wir: bis Mo, 26.10.2026")
                        .contains("Geänderte Frist mitgeteilt 12.10.2026 + 10 Arbeitstage = 26.10.2026"));
        clock.setTo("2026-10-26");
        sweep.run();
        assertThat(handovers.get(sent.id()).missed()).isFalse();
        clock.setTo("2026-10-27");
        sweep.run();
        assertThat(handovers.get(sent.id()).missed()).isTrue();
        assertThat(handovers.get(sent.id()).ladderLevel()).isOne();
        assertThat(outbox.about(sent.id().toString()))
                .filteredOn(l -> l.templateKey().equals("handover-reminder"))
                .singleElement()
                .satisfies(l -> assertThat(l.body()).contains("Die Frist war der Mo, 26.10.2026"));
    }

    @Test
    void aHandoverTakenBackByMistakeToldTheOfficeAndCannotBeAnswered() {
        Handover sent = a.sentToJobcenter(DUE);
        as("fallmanagement", () -> management.withdraw(sent.id(), "Falsche Stelle"));
        assertThatThrownBy(() -> as("jobcenter", () -> management.answer(sent.id(), Answer.accepted())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("hat diese Übergabe zurückgenommen");
    }

    @Test
    void anOutcomeThatFailedEndsItAsNotDone() {
        Handover sent = a.sentToJobcenter(DUE);
        as("jobcenter", () -> management.answer(sent.id(), Answer.accepted()));
        Handover ended =
                management.recordOutcome(sent.id(), Outcome.NOT_DONE, LocalDate.of(2026, 9, 16), "Unterlagen fehlen");
        assertThat(ended.state()).isEqualTo(HandoverState.MISSED);
        assertThat(ended.open()).isFalse();
    }
}
