package org.kimlotse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class NarrowExpressionsTest {

    private static final String ATTACKS =
            """
            ${''.getClass()}
            ${''.class}
            ${''['class']}
            ${''.getClass().forName('java.lang.Runtime')}
            ${''.getClass().forName('java.lang.Runtime').getMethods()[6].invoke(null).exec('id')}
            ${'a'.concat('b')}
            ${execution.getProcessEngineServices()}
            ${execution.processEngineServices}
            ${execution.getVariable('probeTeam')}
            ${execution['processEngineServices']}
            ${probeIds.getClass()}
            ${probeIds.size()}
            ${probeTasks.getClass()}
            ${probeTasks.toString()}
            ${probeTasks.hashCode()}
            ${probeTasks.hidden()}
            ${probeTasks.calls}
            ${probeTasks.failWith}
            ${probeTasks.class}
            ${probeStore.fields()}
            ${dataSource}
            ${dataSource.getConnection()}
            ${processEngine}
            ${environment.getProperty('spring.datasource.password')}
            ${jdbcClient.sql('drop table cases').update()}
            ${applicationTaskExecutor}
            ${now().getClass()}
            ${now().time}
            ${dateTime().plusDays(1)}
            ${currentUserGroups().getClass()}
            ${notThere}
            """;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identity;

    @Autowired
    Workflows workflows;

    @AfterEach
    void signOut() {
        identity.clearAuthentication();
    }

    private Object inProcess(String expression) {
        String id = workflows.start(
                "probe",
                "el-" + UUID.randomUUID(),
                Answers.of(Probe.TEAM, "case-manager-siegburg").and(Probe.IDS, List.of("a", "b")));
        return engine.getCommandExecutorTxRequired().execute(context -> {
            ExecutionEntity execution = context.getExecutionManager().findExecutionById(id);
            return engine.getExpressionManager().createExpression(expression).getValue(execution);
        });
    }

    @Test
    void noExpressionReachesAnythingButVariablesAndTheAllowedBeans() {
        for (String attack : ATTACKS.lines().toList()) {
            assertThatThrownBy(() -> inProcess(attack))
                    .as(attack)
                    .isInstanceOf(ProcessEngineException.class)
                    .hasMessageMatching("(?s)Unknown (property|method) used in expression.*|.*is not within reach.*");
        }
    }

    @Test
    void variablesBeansListsAndTheEnginesFunctionsAreWithinReach() {
        assertThat(inProcess("${probeTeam}")).isEqualTo("case-manager-siegburg");
        assertThat(inProcess("${probeTeam == 'case-manager-siegburg'}")).isEqualTo(true);
        assertThat(inProcess("${probeIds[1]}")).isEqualTo("b");
        assertThat(inProcess("${probeTasks.echo('hallo')}")).isEqualTo("hallo");
        assertThat(inProcess("${now()}")).isInstanceOf(Date.class);
        assertThat(inProcess("${execution.processBusinessKey}").toString()).startsWith("el-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.Runtime').getName()}",
                "${probeTasks.echo('x')}",
                "${dataSource.toString()}"
            })
    void noStoredFilterReachesMoreThanADate(String expression) {
        TaskQuery query = tasks.createTaskQuery().taskAssigneeExpression(expression);
        Filter filter = filters.newTaskFilter("attack " + UUID.randomUUID()).setQuery(query);
        filters.saveFilter(filter);
        try {
            assertThatThrownBy(() -> filters.list(filter.getId())).isInstanceOf(ProcessEngineException.class);
        } finally {
            filters.deleteFilter(filter.getId());
        }
    }

    @Test
    void storedFiltersKnowTheUserAndTheDayInGermany() {
        identity.setAuthentication("admin", List.of("admin"));
        TaskQuery query = tasks.createTaskQuery()
                .taskAssigneeExpression("${currentUser()}")
                .dueBeforeExpression("${filterTasks.endOfDayIn(1)}")
                .dueAfterExpression("${filterTasks.startOfToday()}");
        Filter filter = filters.newTaskFilter("heute " + UUID.randomUUID()).setQuery(query);
        filters.saveFilter(filter);

        assertThat(filters.listPage(filter.getId(), 0, 10)).isEmpty();

        filters.deleteFilter(filter.getId());
    }

    @Test
    void adHocQueriesTakeNoExpressionsAtAll() {
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .taskAssigneeExpression("${currentUser()}")
                        .list())
                .isInstanceOf(ProcessEngineException.class);
    }
}
