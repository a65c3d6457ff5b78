package org.kimlotse.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LotseTest
class ConsentsTest {

    private static final Set<DataCategory> CORE = EnumSet.of(DataCategory.IDENTITY, DataCategory.STATUS);
    private static final ConsentManagement.Explained IN_ARABIC =
            new ConsentManagement.Explained(Language.AR, Interpreter.PHONE);
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 16);

    @Autowired
    CaseOpening opening;

    @Autowired
    Consents consents;

    @Autowired
    ConsentManagement management;

    @Autowired
    ConsentTalk talk;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo(TODAY);
    }

    @Test
    void allowsNothingByDefault() {
        CaseId id = opened(People.someone());

        ConsentCheck check = consents.check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, TODAY);

        assertThat(check.valid()).isFalse();
        assertThat(check.missing()).isEqualTo(CORE);
        assertThat(check.reason())
                .startsWith("Keine Einwilligung zur Weitergabe an")
                .contains("Bitte holen Sie die Einwilligung ein");
    }

    @Test
    void allowsExactlyTheRecipientPurposeAndDataThatWereAgreed() {
        CaseId id = opened(People.someone());
        record(id, given("JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, null));

        assertThat(check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE).valid())
                .isTrue();
        assertThat(check(id, "SOZ-SIE", Purpose.BENEFIT_TRANSITION, CORE).valid())
                .isFalse();
        assertThat(check(id, "JC-SIE", Purpose.WORK, CORE).valid()).isFalse();
        ConsentCheck more =
                check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, EnumSet.of(DataCategory.IDENTITY, DataCategory.FAMILY));
        assertThat(more.valid()).isFalse();
        assertThat(more.missing()).containsExactly(DataCategory.FAMILY);
    }

    @Test
    void endsOnTheLastDayThatWasAgreed() {
        CaseId id = opened(People.someone());
        record(id, given("JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, LocalDate.of(2026, 9, 30)));

        assertThat(consents.check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, LocalDate.of(2026, 9, 30))
                        .valid())
                .isTrue();
        ConsentCheck late = consents.check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, LocalDate.of(2026, 10, 1));
        assertThat(late.valid()).isFalse();
        assertThat(late.reason()).contains("am 30.09.2026 abgelaufen");
    }

    @Test
    void stopsAtOnceWhenItIsWithdrawnAndTellsWhoListens() {
        CaseId id = opened(People.someone());
        record(id, given("JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, null));
        Consent consent = consents.of(id).get(0);

        Acting.as(
                "fallmanagement", () -> management.withdraw(id, consent.id(), Consent.DecidedBy.PERSON, "am Telefon"));

        ConsentCheck check = check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE);
        assertThat(check.missing()).containsExactly(consent.category());
        assertThat(check.reason()).contains("widerrufen");
        assertThatThrownBy(() -> Acting.as(
                        "fallmanagement", () -> management.withdraw(id, consent.id(), Consent.DecidedBy.PERSON, "")))
                .hasMessageContaining("gilt nicht mehr");
    }

    @Test
    void keepsWhatWasDecidedBeforeWhenItIsDecidedAnew() {
        CaseId id = opened(People.someone());
        record(id, given("JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, null));
        record(id, new ConsentManagement.Statement("JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, false, null, null));

        assertThat(check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE).reason())
                .contains("Die Person hat abgelehnt (16.09.2026)");
        assertThat(consents.history(id)).hasSize(4);
        assertThat(consents.of(id)).hasSize(2);
    }

    @Test
    void holdsAWithdrawalBackUntilTheTransferIsWritten() throws Exception {
        CaseId id = opened(People.someone());
        record(id, given("JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, null));
        List<String> order = new ArrayList<>();
        CountDownLatch locked = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> withdrawal = new TransactionTemplate(transactions).execute(status -> {
                assertThat(consents.lockForTransfer(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE)
                                .valid())
                        .isTrue();
                Future<?> waiting = other.submit(() -> {
                    locked.countDown();
                    Acting.as(
                            "fallmanagement", () -> management.withdrawAll(id, "JC-SIE", Consent.DecidedBy.PERSON, ""));
                    order.add("withdrawn");
                });
                await(locked);
                assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
                order.add("transfer written");
                return waiting;
            });
            withdrawal.get(20, TimeUnit.SECONDS);
        } finally {
            other.shutdown();
        }

        assertThat(order).containsExactly("transfer written", "withdrawn");
        assertThat(check(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE).valid())
                .isFalse();
    }

    @Test
    void demandsATransactionForALock() {
        CaseId id = opened(People.someone());

        assertThatThrownBy(() -> consents.lockForTransfer(id, "JC-SIE", Purpose.BENEFIT_TRANSITION, CORE))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void keepsHealthApartAndAwayFromOfficesThatMustNotKnow() {
        CaseId id = opened(People.someone());

        assertThatThrownBy(() -> record(id, given("ABH-RSK", Purpose.HEALTH, EnumSet.of(DataCategory.HEALTH), null)))
                .hasMessageContaining("gehen keine Gesundheitsdaten, auch nicht mit Einwilligung");
        assertThatThrownBy(() -> record(
                        id,
                        given("SOZ-SIE", Purpose.HEALTH, EnumSet.of(DataCategory.IDENTITY, DataCategory.HEALTH), null)))
                .hasMessageContaining("eigene Zeile mit dem Zweck „Gesundheit“");
        assertThat(consents.of(id)).isEmpty();
    }

    @Test
    void refusesAnUnknownOfficeAPastEndAndAMissingForm() {
        CaseId id = opened(People.someone());

        assertThatThrownBy(() -> record(
                        id,
                        new ConsentManagement.Statement(
                                "JC-KOELN",
                                Purpose.BENEFIT_TRANSITION,
                                Set.of(),
                                true,
                                LocalDate.of(2026, 9, 15),
                                null)))
                .hasMessageContaining("wählen Sie die Stelle")
                .hasMessageContaining("welche Daten")
                .hasMessageContaining("schriftlich oder elektronisch")
                .hasMessageContaining("liegt in der Vergangenheit");
    }

    @Test
    void recordsEveryProposalAsRefusedWhenThePersonRefusesAll() {
        CaseId id = opened(People.someone());

        Acting.as(
                "fallmanagement",
                () -> talk.record(
                        id,
                        ConsentTalk.Answer.NONE,
                        List.of(),
                        null,
                        null,
                        null,
                        "möchte alles selbst tun",
                        IN_ARABIC));

        assertThat(consents.of(id)).isNotEmpty().allMatch(c -> c.state() == Consent.State.REFUSED);
        assertThat(consents.recipientsOn(id, TODAY)).isEmpty();
        assertThat(talk.lastAnswer(id)).contains(ConsentTalk.Answer.NONE);
    }

    @Test
    void givesEveryProposalWhenThePersonAgreesToAll() {
        CaseId id = opened(People.someone());

        Acting.as(
                "fallmanagement",
                () -> talk.record(
                        id, ConsentTalk.Answer.ALL_LISTED, List.of(), null, null, Consent.Form.WRITTEN, "", IN_ARABIC));

        assertThat(consents.recipientsOn(id, TODAY)).contains("JC-SIE", "SOZ-SIE", "ABH-RSK");
        assertThat(consents.of(id)).allMatch(c -> LocalDate.of(2027, 9, 16).equals(c.validUntil()));
        assertThat(consents.of(id)).noneMatch(c -> c.category() == DataCategory.HEALTH);
        assertThat(talk.list(id)).contains("Vorgeschlagen", "Liegt schon vor", "16.09.2027");
    }

    @Test
    void allMeansAllOfTheOfficesThePersonHasToDoWithAndLeavesTheOthersUnasked() {
        CaseId id = opened(People.someone());

        Acting.as(
                "fallmanagement",
                () -> talk.record(
                        id,
                        ConsentTalk.Answer.ALL_LISTED,
                        List.of(),
                        Set.of("SOZ-SIE"),
                        null,
                        Consent.Form.WRITTEN,
                        "",
                        IN_ARABIC));

        assertThat(consents.recipientsOn(id, TODAY)).containsExactly("SOZ-SIE");
        assertThat(consents.of(id)).noneMatch(c -> c.state() == Consent.State.REFUSED);
    }

    @Test
    void asksTheGuardiansOfAMinor() {
        CaseId id = opened(People.someone("Kind", "Kleinert", "2015-02-03"));
        record(id, given("JC-SIE", Purpose.BENEFIT_TRANSITION, CORE, null));

        assertThat(consents.of(id)).allMatch(c -> c.decidedBy() == Consent.DecidedBy.GUARDIAN);
    }

    private static ConsentManagement.Statement given(
            String recipient, Purpose purpose, Set<DataCategory> categories, LocalDate until) {
        return new ConsentManagement.Statement(recipient, purpose, categories, true, until, Consent.Form.WRITTEN);
    }

    private void record(CaseId id, ConsentManagement.Statement statement) {
        Acting.as("fallmanagement", () -> management.record(id, List.of(statement), IN_ARABIC));
    }

    private ConsentCheck check(CaseId id, String recipient, Purpose purpose, Set<DataCategory> categories) {
        return consents.check(id, recipient, purpose, categories, TODAY);
    }

    private CaseId opened(NewCase typed) {
        return Acting.as("fallmanagement", () -> ((Opening.Opened) opening.open(typed.despiteDuplicate())).caseId());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
