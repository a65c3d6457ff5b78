package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.springframework.beans.factory.annotation.Autowired;

/** The order of the task list is the same on every database: what has a day comes first, what has none comes last. */
@LotseTest
class TaskOrderTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private CaseOpening opening;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
    }

    @Test
    void tasksWithoutADayComeAfterThoseWithOne() {
        Story story = new Story(engine, clock);
        CaseStory inTransition = CaseStory.workedBy("fallmanagement", story, opening)
                .inCaseManagement("Siegburg")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.of(2026, 9, 16));
        CaseStory justOpened =
                CaseStory.workedBy("fallmanagement", story, opening).opened("Siegburg");
        Task without = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(justOpened.number())
                .singleResult();
        without.setDueDate(null);
        engine.getTaskService().saveTask(without);
        List<Task> listed = engine.getTaskService()
                .createTaskQuery()
                .or()
                .processVariableValueEquals("caseNumber", inTransition.number())
                .processVariableValueEquals("caseNumber", justOpened.number())
                .endOr()
                .orderByDueDate()
                .asc()
                .listPage(0, 100);
        List<Date> days = listed.stream()
                .map(Task::getDueDate)
                .takeWhile(day -> day != null)
                .toList();
        assertThat(days).isNotEmpty().isSorted();
        assertThat(listed.stream().skip(days.size()).map(Task::getId)).containsExactly(without.getId());
    }
}
