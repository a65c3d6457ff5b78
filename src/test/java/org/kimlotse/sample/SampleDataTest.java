package org.kimlotse.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kimlotse.Lotse;
import org.kimlotse.access.SampleUsers;
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

    @TempDir
    Path folder;

    @Test
    void everySampleCaseFitsTheFormsAndAResetBringsThemBackAndNothingElse(CapturedOutput log) {
        try (ConfigurableApplicationContext house = started()) {
            assertThat(log.getAll())
                    .contains("Die Beispielfälle sind angelegt.")
                    .doesNotContain("bleibt unvollständig");
            assertThat(caseTokens(house)).hasSize(12).allMatch(token -> token.startsWith("sample-"));
            assertThat(house.getBean(TaskService.class)
                            .createTaskQuery()
                            .taskCandidateGroup("case-manager-siegburg")
                            .includeAssignedTasks()
                            .count())
                    .isGreaterThan(10);
            TaskService tasks = house.getBean(TaskService.class);
            for (String group : List.of("partner-jc-sie", "partner-soz-sie", "coordination")) {
                assertThat(tasks.createTaskQuery().taskCandidateGroup(group).count())
                        .as("something to do for " + group)
                        .isPositive();
            }
            for (String seat : List.of("jobcenter-leitung", "sozialdezernat")) {
                assertThat(tasks.createTaskQuery().taskCandidateUser(seat).count())
                        .as("something to do for " + seat)
                        .isPositive();
            }
            Instant dayAfter = BusinessCalendar.today(house.getBean(Clock.class))
                    .plusDays(1)
                    .atStartOfDay(BusinessCalendar.ZONE)
                    .toInstant();
            assertThat(tasks.createTaskQuery()
                            .taskAssignee("fallmanagement")
                            .dueAfter(Date.from(dayAfter.minus(Duration.ofDays(1))))
                            .dueBefore(Date.from(dayAfter))
                            .count())
                    .as("due today for a newcomer")
                    .isPositive();
            house.getBean(JdbcClient.class)
                    .sql("update cases set client_token = 'typed by somebody' where client_token = 'sample-3'")
                    .update();
            house.getBean(SampleUsers.class).remove();
        }
        try (ConfigurableApplicationContext again = started()) {
            assertThat(caseTokens(again)).as("a restart keeps what is there").contains("typed by somebody");
        }
        try (ConfigurableApplicationContext reset = started("--lotse.reset-sample-data=true")) {
            assertThat(caseTokens(reset)).hasSize(12).allMatch(token -> token.startsWith("sample-"));
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
                "--camunda.bpm.job-execution.enabled=false",
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
