package org.kimlotse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.TestClock;
import org.kimlotse.engine.form.SubmitConflict;
import org.kimlotse.scenarios.LeakScan;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class FormBridgeTest {

    @Autowired
    FormService forms;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    @Autowired
    Workflows workflows;

    @Autowired
    Probe.Store store;

    @Autowired
    TestClock clock;

    private final String key = "probe-" + UUID.randomUUID();

    @AfterEach
    void signOut() {
        identity.clearAuthentication();
        store.failOnWrite = null;
    }

    private Task start() {
        workflows.start("probe", key, Answers.of(Probe.TEAM, "case-manager-siegburg"));
        return tasks.createTaskQuery().processInstanceBusinessKey(key).singleResult();
    }

    private void signIn(String user, String... groups) {
        identity.setAuthentication(user, List.of(groups));
    }

    private void signInAsCaseManager() {
        signIn("fallmanagement", "case-manager-siegburg");
    }

    @Test
    void fillsFieldsOptionsAndWhatTextsAndConditionsName() {
        Task task = start();
        signInAsCaseManager();

        VariableMap filled = forms.getTaskFormVariables(task.getId());

        assertThat(filled)
                .containsEntry("probeTitle", "Titel von " + key)
                .containsEntry("probeBirth", "1990-01-31")
                .containsEntry("probeAgree", true)
                .containsEntry("probeCount", 7)
                .containsKeys("probeOffices", "probeRows")
                .doesNotContainKeys("secret", "probeTeam");
        assertThat(filled.getValueTyped("probeOffices").getType().getName()).isEqualTo("json");
        assertThat(filled.getValue("probeRows", Object.class).toString()).contains("2026-10-01");
    }

    @Test
    void showsAnAnswerThatAConditionOfTheFormNames() {
        Task task = start();
        runtime.setVariable(task.getExecutionId(), "probeAgreed", true);
        signInAsCaseManager();

        assertThat(forms.getTaskFormVariables(task.getId())).containsEntry("probeAgreed", true);
    }

    @Test
    void fillsNothingForSomebodyWithoutTheTask() {
        Task task = start();
        signIn("lohmar", "case-manager-lohmar");

        assertThatThrownBy(() -> forms.getTaskFormVariables(task.getId())).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "x")))
                .isInstanceOf(AuthorizationException.class);
        assertThat(store.of(key)).isEmpty();
    }

    @Test
    void writesToTheModuleAndTellsTheEngineOnlyTheAnswer() {
        Task task = start();
        signInAsCaseManager();

        forms.submitTaskForm(
                task.getId(),
                Variables.createVariables()
                        .putValue("probeName", "  Amina  ")
                        .putValue("probeBirth", "1990-02-28")
                        .putValue("probeCount", 3.0d)
                        .putValue("probeAgree", true)
                        .putValue(
                                "probeMany",
                                SpinValues.jsonValue("[\"A\",\"B\"]").create())
                        .putValue(
                                "probeRows",
                                SpinValues.jsonValue("[{\"what\":\"Termin\",\"until\":\"2026-10-01\"},{}]")
                                        .create())
                        .putValue("probeShown", "das soll nicht ankommen"));

        assertThat(store.of(key))
                .containsEntry("probeName", "Amina")
                .containsEntry("probeBirth", "1990-02-28")
                .containsEntry("probeCount", "3")
                .containsEntry("probeAgree", "true")
                .containsEntry("probeMany", "[A, B]")
                .containsEntry("probeRows", "[{what=Termin, until=2026-10-01}]")
                .doesNotContainKey("probeShown");
        identity.clearAuthentication();
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .list())
                .extracting(v -> v.getName())
                .containsExactlyInAnyOrder("probeTeam", "probeAgreed");
    }

    @Test
    void keepsAFieldNoModuleKnowsWithItsTypeAndShowsItAgain() {
        Task task = start();
        signInAsCaseManager();

        forms.submitTaskForm(task.getId(), Map.of("favouriteColour", "grün", "shoeSize", "42,5", "probeAgree", true));

        assertThat(store.of(key))
                .containsEntry("favouriteColour", "TEXT:grün")
                .containsEntry("shoeSize", "NUMBER:42.5");
        runNextStep();
        Task again = tasks.createTaskQuery().processInstanceBusinessKey(key).singleResult();
        assertThat(forms.getTaskFormVariables(again.getId())).containsEntry("favouriteColour", "TEXT:grün");
    }

    @Autowired
    org.camunda.bpm.engine.ManagementService management;

    private void runNextStep() {
        identity.clearAuthentication();
        management.executeJob(management
                .createJobQuery()
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .singleResult()
                        .getId())
                .singleResult()
                .getId());
        signInAsCaseManager();
    }

    @Test
    void refusesWithTheProblemOfEachField() {
        Task task = start();
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitTaskForm(
                        task.getId(),
                        Map.of(
                                "probeBirth", "31.02.2026",
                                "probeCount", "viele",
                                "probeKind", "DRITTE",
                                "probeAgree", "vielleicht")))
                .isInstanceOfSatisfying(FormRejected.class, rejected -> assertThat(rejected.problems())
                        .extracting(FormRejected.Problem::field)
                        .containsExactlyInAnyOrder("probeBirth", "probeCount", "probeKind", "probeAgree"))
                .hasMessageContaining("Geburtsdatum: Das ist kein gültiges Datum (TT.MM.JJJJ).");
        assertThat(store.of(key)).isEmpty();
    }

    /** The fields of process owners have no module that would look at them. */
    @Test
    void holdsTheLimitsOfFieldsThatNoModuleKnows() {
        Task task = start();
        signInAsCaseManager();

        for (String plate : List.of("SU-", "SU-123456789", "123-SU")) {
            assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("plate", plate)))
                    .as(plate)
                    .hasMessageStartingWith("Kennzeichen: ");
        }
        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("otherOffice", "KLINIK")))
                .hasMessage("Andere Stelle: Diese Auswahl gibt es nicht.");
        assertThat(store.of(key)).isEmpty();

        forms.submitTaskForm(task.getId(), Map.of("probeAgree", false, "plate", "SU-KM 1", "otherOffice", "JC"));
        assertThat(store.of(key)).containsEntry("plate", "TEXT:SU-KM 1").containsEntry("otherOffice", "CHOICE:JC");
    }

    @Test
    void refusesWhatASectionRejectsAndSavesNothing() {
        Task task = start();
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "verboten")))
                .isInstanceOfSatisfying(
                        FormRejected.class, r -> assertThat(r.problems()).hasSize(2));
        assertThat(store.of(key)).isEmpty();
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(key).count())
                .isOne();
    }

    @Test
    void savesNothingWhenALaterPartFails() {
        Task task = start();
        signInAsCaseManager();
        store.failOnWrite = new IllegalStateException("afterwards");

        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "Amina")))
                .hasMessageContaining("afterwards");
        assertThat(store.of(key)).isEmpty();
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(key).count())
                .isOne();
    }

    @Test
    void takesTenThousandCharactersAndRefusesOneMore() {
        Task task = start();
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeNote", "ü".repeat(10_001))))
                .hasMessage("Notiz: höchstens 10.000 Zeichen, es sind 10.001. Bitte kürzen.");
        forms.submitTaskForm(task.getId(), Map.of("probeAgree", false, "probeNote", "😀".repeat(10_000)));
        assertThat(store.of(key).get("probeNote").codePoints().count()).isEqualTo(10_000);
    }

    @Test
    void keepsEveryScriptButNoControlCharacters() {
        Task task = start();
        signInAsCaseManager();

        forms.submitTaskForm(
                task.getId(),
                Map.of(
                        "probeAgree",
                        false,
                        "probeName",
                        "مريم \u202Etxt\u0000 o\u0308 👩‍👩‍👧",
                        "probeNote",
                        "eins\r\nzwei\u0007"));

        assertThat(store.of(key))
                .containsEntry("probeName", "مريم txt ö 👩‍👩‍👧")
                .containsEntry("probeNote", "eins\nzwei");
    }

    @Test
    void refusesAFieldTheFormDoesNotHave() {
        Task task = start();
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "a", "smuggled", true)))
                .hasMessage("Das Formular kennt kein Feld \"smuggled\".");
        assertThat(store.of(key)).isEmpty();
    }

    @Test
    void saysThatATaskIsDoneWhenItIsSentFromASecondTab() {
        Task task = start();
        signInAsCaseManager();
        forms.submitTaskForm(task.getId(), Map.of("probeAgree", true, "probeName", "erster Tab"));

        assertThatThrownBy(() ->
                        forms.submitTaskForm(task.getId(), Map.of("probeAgree", true, "probeName", "zweiter Tab")))
                .isInstanceOf(SubmitConflict.class)
                .hasMessageStartingWith("Diese Aufgabe ist bereits erledigt.");
        assertThat(store.of(key)).containsEntry("probeName", "erster Tab");
    }

    @Test
    void takesADoubleClickOnce() {
        Task task = start();
        signInAsCaseManager();
        forms.submitTaskForm(task.getId(), Map.of("probeName", "einmal", "probeAgree", true));

        forms.submitTaskForm(task.getId(), Map.of("probeName", "einmal", "probeAgree", true));

        identity.clearAuthentication();
        assertThat(history.createHistoricTaskInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .count())
                .isOne();
        signInAsCaseManager();
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "einmal", "probeAgree", true)))
                .isInstanceOf(SubmitConflict.class);
    }

    @Test
    void saysThatAColleagueHasTakenTheTask() {
        Task task = start();
        tasks.setAssignee(task.getId(), "vertretung");
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "zu spät")))
                .hasMessageStartingWith("Diese Aufgabe bearbeitet eine andere Person.");
    }

    @Test
    void saysThatTheCaseWasClosedMeanwhile() {
        Task task = start();
        workflows.cancel("probe", key, "closed");
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "zu spät")))
                .hasMessageStartingWith("Diese Aufgabe ist nicht mehr offen");
    }

    @Test
    void saysThatACaseIsOnHold() {
        Task task = start();
        runtime.suspendProcessInstanceById(task.getProcessInstanceId());
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), Map.of("probeName", "angehalten")))
                .hasMessageStartingWith("Dieser Vorgang ist zurzeit angehalten.");
    }

    @Test
    void oneOfTwoWhoSendAtOnceWinsAndTheOtherReadsWhy() throws Exception {
        Task task = start();
        ExecutorService two = Executors.newFixedThreadPool(2);
        CountDownLatch both = new CountDownLatch(2);
        List<Future<String>> results = new ArrayList<>();
        for (String name : List.of("erste", "zweite")) {
            results.add(two.submit(() -> {
                signInAsCaseManager();
                both.countDown();
                both.await();
                try {
                    forms.submitTaskForm(task.getId(), Map.of("probeAgree", true, "probeName", name));
                    return name;
                } catch (SubmitConflict e) {
                    return e.getMessage();
                } finally {
                    identity.clearAuthentication();
                }
            }));
        }
        List<String> said = List.of(results.get(0).get(), results.get(1).get());
        two.shutdown();

        assertThat(said).anyMatch(s -> s.startsWith("Diese Aufgabe"));
        String winner = said.stream()
                .filter(s -> !s.startsWith("Diese Aufgabe"))
                .findFirst()
                .orElseThrow();
        assertThat(store.of(key)).containsEntry("probeName", winner);
    }

    @Autowired
    javax.sql.DataSource dataSource;

    @Test
    void nothingAPersonTypesStandsInATableOfTheEngine() {
        Task task = start();
        signInAsCaseManager();
        String marker = "MARKE" + UUID.randomUUID().toString().replace("-", "");
        forms.submitTaskForm(
                task.getId(),
                Variables.createVariables()
                        .putValue("probeName", marker)
                        .putValue("probeNote", marker)
                        .putValue("probeOffice", marker)
                        .putValue("favouriteColour", marker)
                        .putValue(
                                "probeRows",
                                SpinValues.jsonValue("[{\"what\":\"" + marker + "\"}]")
                                        .create())
                        .putValue("probeAgree", true));
        runNextStep();
        identity.clearAuthentication();

        assertThat(store.of(key).toString()).contains(marker);
        assertThat(new LeakScan(dataSource).findInEngine(List.of(marker))).isEmpty();
        assertThat(new LeakScan(dataSource).findInEngine(List.of(key)))
                .as("the scan sees what is there")
                .isNotEmpty();
    }

    @Test
    void opensCasesOnlyOnItsOwnPage() {
        start();
        signInAsCaseManager();

        assertThatThrownBy(() -> forms.submitStartForm("probe:1", Map.of())).hasMessageContaining("Neuer Fall");
    }
}
