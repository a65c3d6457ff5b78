package org.kimlotse.board;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.kimlotse.access.ReadLog;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casework.TaskSubjects;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.RuleSet;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the tab <em>Warum?</em> of a task shows: the latest decisions of the rules that this kind of task rests on. */
@RestController
class TaskDecisionsController {

    /** Which rule sets a process asks; a task shows the last decision of each. */
    private static final Map<String, List<RuleSet>> ASKED_BY = Map.of(
            "intake", List.of(RuleSet.INDICATION),
            "case-management", List.of(RuleSet.BENEFIT_LAW, RuleSet.INDICATION),
            "goal-agreement", List.of(RuleSet.BENEFIT_LAW),
            "transition-asylblg-sgb2", List.of(RuleSet.TRANSITION_HOPS, RuleSet.BENEFIT_LAW),
            "referral-language-course", List.of(RuleSet.LANGUAGE_COURSE),
            "handover", List.of(RuleSet.MISSED_HANDOVERS, RuleSet.TRANSITION_HOPS));

    /** @param decidedAt UTC */
    record Shown(String ruleSet, String ruleSetVersion, String asOf, String decidedAt, List<Finding> findings) {}

    private final TaskSubjects subjects;
    private final CaseAccess access;
    private final ReadLog readLog;
    private final DecisionLog decisions;

    TaskDecisionsController(TaskSubjects subjects, CaseAccess access, ReadLog readLog, DecisionLog decisions) {
        this.subjects = subjects;
        this.access = access;
        this.readLog = readLog;
        this.decisions = decisions;
    }

    /** 404 where there is no such task for the signed-in user; a partner office sees no decisions of a case. */
    @GetMapping("/api/tasks/{taskId}/decisions")
    ResponseEntity<List<Shown>> of(@PathVariable String taskId) {
        return subjects.of(taskId)
                .filter(subject -> access.visible(subject.caseId()))
                .map(subject -> {
                    readLog.record(subject.caseId(), "DECISIONS");
                    return ResponseEntity.ok(ASKED_BY.getOrDefault(subject.processKey(), List.of()).stream()
                            .flatMap(set -> decisions.latest(subject.caseId(), set).stream())
                            .sorted(Comparator.comparing(LoggedDecision::decidedAt)
                                    .reversed())
                            .map(TaskDecisionsController::shown)
                            .toList());
                })
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static Shown shown(LoggedDecision logged) {
        return new Shown(
                logged.decision().ruleSet(),
                logged.decision().ruleSetVersion(),
                logged.decision().asOf().toString(),
                logged.decidedAt().toString(),
                logged.decision().findings());
    }
}
