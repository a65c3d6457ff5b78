package org.kimlotse.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kimlotse.Lotse;
import org.kimlotse.access.SampleUsers;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The house as a newcomer finds it: started like the README says, on a file of its own. */
@Tag("first-start")
@DisabledIfSystemProperty(named = "lotse.test.database", matches = "postgres", disabledReason = "on a file of its own")
@ExtendWith(OutputCaptureExtension.class)
class SampleDataTest {

    private static final Duration MINUTES = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void aStartCutShortIsTakenUpAndEverybodyFindsSomethingToDo(CapturedOutput log) throws Exception {
        try (ConfigurableApplicationContext cutShort = started()) {
            await().atMost(MINUTES)
                    .until(() -> count(cutShort, "select count(*) from sample_progress where made = true") > 2);
            aNewcomersCaseGoesOnMeanwhile(cutShort);
        }
        try (ConfigurableApplicationContext house = started()) {
            house.getBean(SampleCases.class).made().get(MINUTES.toMinutes(), TimeUnit.MINUTES);
            assertThat(log.getAll())
                    .contains("Die Beispielfälle sind angelegt")
                    .doesNotContain("bleibt unvollständig", "bleiben unvollständig");
            assertThat(caseTokens(house))
                    .hasSizeGreaterThanOrEqualTo(60)
                    .doesNotHaveDuplicates()
                    .allMatch(token -> token.startsWith("sample-") || token.equals("typed by a newcomer"));
            assertThat(count(house, "select count(distinct municipality) from cases"))
                    .isEqualTo(19);
            assertThat(count(house, "select count(*) from cases where state = 'CLOSED'"))
                    .isGreaterThan(5);
            assertThat(count(house, "select count(*) from handovers where missed_kind is not null"))
                    .isGreaterThanOrEqualTo(3);
            assertThat(count(house, "select count(*) from handovers where missed_kind is null and state = 'ACCEPTED'"))
                    .isPositive();
            assertThat(house.getBean(Bottlenecks.class).open("JC-TRO", "H1"))
                    .as("a bottleneck that Lotse found itself")
                    .isPresent();
            assertThat(
                            count(
                                    house,
                                    "select max(n) from (select count(distinct recorded_at) n from consents group by case_number) t"))
                    .as("one talk is one moment, also by a clock that runs")
                    .isBetween(1, 3);
            everyPhaseIsThere(house);
            everybodyFindsSomethingToDo(house);
            house.getBean(JdbcClient.class)
                    .sql("update cases set client_token = 'typed by somebody' where client_token = 'sample-3'")
                    .update();
            house.getBean(SampleUsers.class).remove();
        }
        try (ConfigurableApplicationContext again = started()) {
            assertThat(again.getBean(SampleCases.class).made())
                    .as("nothing is made twice")
                    .isDone();
            assertThat(caseTokens(again)).as("a restart keeps what is there").contains("typed by somebody");
        }
        try (ConfigurableApplicationContext reset = started("--lotse.reset-sample-data=true")) {
            assertThat(caseTokens(reset)).allMatch(token -> token.startsWith("sample-"));
            assertThat(count(reset, "select count(*) from sample_progress where token like 'sample-%'"))
                    .as("all of them are to be made anew")
                    .isGreaterThanOrEqualTo(60);
        }
        assertThat(log).doesNotContain("Failed to release change log lock");
    }

    private static String opened(ConfigurableApplicationContext house) {
        Opening opened = house.getBean(SampleDesk.class).as("fallmanagement", () -> house.getBean(CaseOpening.class)
                .open(new NewCase(
                        "typed by a newcomer",
                        "Neu",
                        "Angekommen",
                        LocalDate.of(1990, 5, 4),
                        false,
                        "SIEGBURG",
                        "AR",
                        true,
                        "",
                        null,
                        true)));
        return ((Opening.Opened) opened).caseId().number();
    }

    private static void aNewcomersCaseGoesOnMeanwhile(ConfigurableApplicationContext house) {
        String number = opened(house);
        answer(house, number, "userTask_screenCrisis", Map.of("acuteCrisis", false));
        answer(
                house,
                number,
                "userTask_informAndConsent",
                Map.ofEntries(
                        Map.entry("givenName", "Neu"),
                        Map.entry("familyName", "Angekommen"),
                        Map.entry("birthDate", "1990-05-04"),
                        Map.entry("birthDateUncertain", false),
                        Map.entry("language", "AR"),
                        Map.entry("interpreterNeeded", false),
                        Map.entry("infoLanguage", "AR"),
                        Map.entry("infoInterpreter", "NONE"),
                        Map.entry("infoGiven", true),
                        Map.entry("voluntary", true),
                        Map.entry("consentGiven", "NONE")));
        answer(
                house,
                number,
                "userTask_clarifyNeeds",
                Map.of(
                        "needAreas",
                        SpinValues.jsonValue("[\"WORK\"]").create(),
                        "agenciesInvolved",
                        SpinValues.jsonValue("[]").create(),
                        "managesAlone",
                        true,
                        "wantsCaseManagement",
                        true));
        await().atMost(MINUTES).until(() -> task(house, number, "userTask_confirmIndication") != null);
        assertThat(house.getBean(SampleCases.class).made())
                .as("the samples are still being made")
                .isNotDone();
    }

    private static void answer(
            ConfigurableApplicationContext house, String number, String key, Map<String, Object> fields) {
        house.getBean(SampleDesk.class).as("fallmanagement", () -> {
            house.getBean(FormService.class)
                    .submitTaskForm(
                            Objects.requireNonNull(task(house, number, key)).getId(), fields);
            return true;
        });
    }

    private static @Nullable Task task(ConfigurableApplicationContext house, String number, String key) {
        return house.getBean(TaskService.class)
                .createTaskQuery()
                .taskDefinitionKey(key)
                .processVariableValueEquals("caseNumber", number)
                .singleResult();
    }

    private static void everyPhaseIsThere(ConfigurableApplicationContext house) {
        assertThat(count(house, "select count(*) from referrals where result = 'DROPPED_OUT'"))
                .isPositive();
        assertThat(count(house, "select count(*) from referrals where result = 'COMPLETED'"))
                .isPositive();
        assertThat(count(house, "select count(*) from goal_agreements where version_no = 2 and state = 'SIGNED'"))
                .isPositive();
        assertThat(count(house, "select count(*) from crises where ended_at is null"))
                .isPositive();
        assertThat(count(house, "select count(*) from crises where ended_at is not null"))
                .isPositive();
        for (String step : List.of("G1", "G3")) {
            assertThat(count(
                            house,
                            "select count(*) from handovers where outcome_on is null and hop = '%s'".formatted(step)))
                    .as("confidential cases stand at different places: " + step)
                    .isPositive();
        }
        assertThat(count(house, "select count(*) from effect_assessments where effect = 'NOT_ASSESSABLE'"))
                .isPositive();
        assertThat(house.getBean(JdbcClient.class)
                        .sql("select meeting_day from agenda_items")
                        .query(LocalDate.class)
                        .list())
                .as("nobody meets on a Sunday, whenever the house is started")
                .isNotEmpty()
                .allMatch(BusinessCalendar::isArbeitstag);
        TaskService tasks = house.getBean(TaskService.class);
        assertThat(List.of(
                        "userTask_trackAnswer",
                        "userTask_confirmStart",
                        "userTask_followAttendance",
                        "userTask_recordPlan",
                        "userTask_reviewChange",
                        "userTask_assess",
                        "userTask_followUp",
                        "userTask_recordNeeds",
                        "userTask_follow",
                        "userTask_recordCounselling",
                        "userTask_holdMeeting",
                        "userTask_statePosition",
                        "userTask_assessEffect"))
                .as("each of them waits in some case or bottleneck")
                .allMatch(waiting ->
                        tasks.createTaskQuery().taskDefinitionKey(waiting).count() > 0);
    }

    private static void everybodyFindsSomethingToDo(ConfigurableApplicationContext house) {
        TaskService tasks = house.getBean(TaskService.class);
        for (SampleUsers.Sample user : house.getBean(SampleUsers.class).all()) {
            if (user.groups().stream().anyMatch(group -> group.equals("process-owner") || group.equals("admin"))) {
                continue; // their work is not in the list of tasks
            }
            long mine = tasks.createTaskQuery().taskAssignee(user.id()).count();
            long offered = user.groups().stream()
                    .mapToLong(group ->
                            tasks.createTaskQuery().taskCandidateGroup(group).count())
                    .sum();
            long own = tasks.createTaskQuery().taskCandidateUser(user.id()).count();
            assertThat(mine + offered + own)
                    .as("something to do for " + user.id())
                    .isPositive();
        }
        Instant today = BusinessCalendar.startOf(BusinessCalendar.today(house.getBean(Clock.class)));
        assertThat(tasks.createTaskQuery()
                        .taskAssignee("fallmanagement")
                        .dueAfter(Date.from(today))
                        .dueBefore(Date.from(today.plus(Duration.ofDays(1))))
                        .count())
                .as("due today for a newcomer")
                .isPositive();
    }

    private static int count(ConfigurableApplicationContext house, String sql) {
        return house.getBean(JdbcClient.class).sql(sql).query(Integer.class).single();
    }

    @Test
    void whoseFirstCaseCameBeforeTheSampleCasesIsToldThatThereWillBeNone(CapturedOutput log) throws Exception {
        try (ConfigurableApplicationContext early = started("--lotse.sample-cases=false")) {
            opened(early);
        }
        String warning = "Es entstehen keine Beispielfälle: Es gibt schon einen Fall.";
        assertThat(log.getAll()).doesNotContain(warning);
        try (ConfigurableApplicationContext house = started()) {
            house.getBean(SampleCases.class).made().get(MINUTES.toMinutes(), TimeUnit.MINUTES);
            assertThat(log.getAll()).contains(warning);
            assertThat(caseTokens(house)).containsExactly("typed by a newcomer");
        }
    }

    @Test
    void aDatabaseWithoutSampleDataIsNeverEmptied() {
        assertThatThrownBy(() -> started("--lotse.reset-sample-data=true", "--lotse.sample-data=false")
                        .close())
                .hasStackTraceContaining("geht nur mit Beispieldaten");
    }

    private ConfigurableApplicationContext started(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--lotse.models.watch=0s",
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("lotse")));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(Lotse.class).run(arguments.toArray(String[]::new));
    }

    private static List<String> caseTokens(ConfigurableApplicationContext house) {
        return house.getBean(JdbcClient.class)
                .sql("select client_token from cases order by case_number")
                .query(String.class)
                .list();
    }
}
