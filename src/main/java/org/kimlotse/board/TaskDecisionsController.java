package org.kimlotse.board;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.kimlotse.access.Groups;
import org.kimlotse.access.ReadLog;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionSubject;
import org.kimlotse.casefile.DecisionSubject.Kind;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casework.TaskSubjects;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.OfficeReasons;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.LegalBasis;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the tab <em>Warum?</em> of a task shows: the latest decisions of the rules that this kind of task rests on. */
@RestController
class TaskDecisionsController {

    private static final String HANDOVER = "handover";

    /** What a process asks the rules about, and by which rule set. */
    private record Asked(RuleSet ruleSet, Kind about) {}

    /** A task shows the last decision of each. */
    private static final Map<String, List<Asked>> ASKED_BY = Map.of(
            "intake",
            List.of(new Asked(RuleSet.INDICATION, Kind.CASE)),
            "case-management",
            List.of(
                    new Asked(RuleSet.CONSISTENCY, Kind.CASE),
                    new Asked(RuleSet.BENEFIT_LAW, Kind.CASE),
                    new Asked(RuleSet.RESIDENCE_FAMILY, Kind.CASE),
                    new Asked(RuleSet.ORDER_OF_WORK, Kind.CASE),
                    new Asked(RuleSet.INDICATION, Kind.CASE)),
            "goal-agreement",
            List.of(
                    new Asked(RuleSet.BENEFIT_LAW, Kind.CASE),
                    new Asked(RuleSet.RESIDENCE_FAMILY, Kind.CASE),
                    new Asked(RuleSet.ORDER_OF_WORK, Kind.CASE)),
            "transition-asylblg-sgb2",
            List.of(new Asked(RuleSet.TRANSITION_HOPS, Kind.CASE), new Asked(RuleSet.BENEFIT_LAW, Kind.CASE)),
            "referral-language-course",
            List.of(new Asked(RuleSet.LANGUAGE_COURSE, Kind.CASE)),
            "referral-jobcenter",
            List.of(new Asked(RuleSet.JOBCENTER_REFERRAL, Kind.CASE)),
            HANDOVER,
            List.of(new Asked(RuleSet.MISSED_HANDOVERS, Kind.HANDOVER)),
            "steering-escalation",
            List.of(new Asked(RuleSet.BOTTLENECKS, Kind.BOTTLENECK)));

    /**
     * @param label what people call the rule set
     * @param decidedAt UTC
     */
    record Shown(
            String ruleSet,
            String label,
            String ruleSetVersion,
            String asOf,
            String decidedAt,
            List<Finding> findings) {}

    private final TaskSubjects subjects;
    private final CaseAccess access;
    private final ReadLog readLog;
    private final DecisionLog decisions;
    private final Handovers handovers;
    private final OfficeReasons reasons;
    private final Actors actors;

    TaskDecisionsController(
            TaskSubjects subjects,
            CaseAccess access,
            ReadLog readLog,
            DecisionLog decisions,
            Handovers handovers,
            OfficeReasons reasons,
            Actors actors) {
        this.subjects = subjects;
        this.access = access;
        this.readLog = readLog;
        this.decisions = decisions;
        this.handovers = handovers;
        this.reasons = reasons;
        this.actors = actors;
    }

    /**
     * 404 where there is no such task for the signed-in user. A partner office sees no decisions of a case, only what was
     * decided of the step it was sent; those of a bottleneck are for coordination and the steering group.
     */
    @GetMapping("/api/tasks/{taskId}/decisions")
    ResponseEntity<List<Shown>> of(@PathVariable String taskId) {
        return subjects.of(taskId)
                .filter(this::mayRead)
                .map(task -> {
                    CaseId caseId = task.caseId();
                    if (caseId != null) {
                        readLog.record(caseId, "DECISIONS");
                    }
                    return ResponseEntity.ok(Stream.concat(
                                    ASKED_BY.getOrDefault(task.processKey(), List.of()).stream()
                                            .flatMap(asked -> latest(task, asked).stream()),
                                    planned(task).stream())
                            .sorted(Comparator.comparing(LoggedDecision::decidedAt)
                                    .reversed())
                            .map(TaskDecisionsController::shown)
                            .toList());
                })
                .or(() -> forTheOffice(taskId))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** The rule that planned the step a task is about, without what the same decision says of other steps. */
    private Optional<LoggedDecision> planned(TaskSubjects.Subject task) {
        CaseId caseId = task.caseId();
        if (caseId == null || !task.processKey().equals(HANDOVER)) {
            return Optional.empty();
        }
        return handovers
                .find(new HandoverId(UUID.fromString(task.businessKey())))
                .map(Handover::ruleId)
                .flatMap(rule -> RuleSet.ofFolder(RuleSet.folderOf(rule))
                        .flatMap(set -> decisions.latest(caseId, set))
                        .map(logged -> logged.only(rule)))
                .filter(logged -> !logged.decision().findings().isEmpty());
    }

    private Optional<ResponseEntity<List<Shown>>> forTheOffice(String taskId) {
        return subjects.of(taskId)
                .filter(task -> task.processKey().equals(HANDOVER))
                .flatMap(task -> reasons.of(new HandoverId(UUID.fromString(task.businessKey()))))
                .map(reason -> {
                    readLog.record(reason.handover().caseId(), "DECISIONS");
                    return ResponseEntity.ok(List.of(shown(reason)));
                });
    }

    private static Shown shown(OfficeReasons.Reason reason) {
        Handover handover = reason.handover();
        String basis = handover.legalBasis();
        LocalDate due = reason.due();
        String since = Objects.requireNonNull(handover.sentAt()).toString();
        return new Shown(
                reason.ruleSet(),
                label(reason.ruleSet()),
                reason.version(),
                since,
                since,
                List.of(new Finding(
                        reason.ruleId(),
                        FindingKind.HOP,
                        Finding.Severity.PROPOSAL,
                        reason.asked(),
                        basis == null ? null : new LegalBasis(basis),
                        Map.of(),
                        due == null ? Map.of() : Map.of("due", due),
                        reason.because(),
                        List.of(),
                        List.of(),
                        null)));
    }

    private static String label(String ruleSet) {
        return RuleSet.ofFolder(ruleSet).map(RuleSet::label).orElse(ruleSet);
    }

    private boolean mayRead(TaskSubjects.Subject task) {
        CaseId caseId = task.caseId();
        return caseId != null
                ? access.visible(caseId)
                : actors.current()
                        .filter(actor -> actor.in(Groups.COORDINATION) || actor.in(Groups.STEERING))
                        .isPresent();
    }

    private Optional<LoggedDecision> latest(TaskSubjects.Subject task, Asked asked) {
        CaseId caseId = task.caseId();
        if (asked.about() == Kind.BOTTLENECK) {
            return decisions.latest(DecisionSubject.ofBottleneck(UUID.fromString(task.businessKey())), asked.ruleSet());
        }
        if (caseId == null) {
            return Optional.empty();
        }
        return decisions.latest(
                asked.about() == Kind.CASE
                        ? DecisionSubject.ofCase(caseId)
                        : DecisionSubject.ofHandover(UUID.fromString(task.businessKey()), caseId),
                asked.ruleSet());
    }

    private static Shown shown(LoggedDecision logged) {
        List<Finding> findings = logged.decision().findings();
        return new Shown(
                logged.decision().ruleSet(),
                label(logged.decision().ruleSet()),
                logged.decision().ruleSetVersion(),
                logged.decision().asOf().toString(),
                logged.decidedAt().toString(),
                logged.subject().kind() == Kind.BOTTLENECK ? forTheGroup(findings) : findings);
    }

    /** The steering group sees no small number: the counts and single days a rule works with stay inside. */
    private static List<Finding> forTheGroup(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.kind().equals(FindingKind.BOTTLENECK))
                .map(f -> new Finding(
                        f.ruleId(),
                        f.kind(),
                        f.severity(),
                        f.reason(),
                        f.legalBasis(),
                        Map.of(),
                        Map.of(),
                        f.derivations(),
                        f.factsUsed(),
                        f.missingFacts(),
                        null,
                        f.confidential(),
                        f.validity()))
                .toList();
    }
}
