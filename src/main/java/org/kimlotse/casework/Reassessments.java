package org.kimlotse.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.stream.Stream;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A case is assessed anew after some time even if nothing happened. What counts is when somebody last looked at the whole
 * situation or was last asked to, not when the case was last touched.
 */
@Component
public class Reassessments {

    private final DecisionLog decisions;
    private final CaseChanges changes;
    private final RuleBook rules;
    private final Clock clock;

    Reassessments(DecisionLog decisions, CaseChanges changes, RuleBook rules, Clock clock) {
        this.decisions = decisions;
        this.changes = changes;
        this.rules = rules;
        this.clock = clock;
    }

    /** The Arbeitstag (Europe/Berlin) on which the situation is to be looked at anew; may have passed. */
    public LocalDate dueOn(CaseId caseId) {
        LocalDate last = Stream.concat(
                        decisions.of(caseId, RuleSet.BENEFIT_LAW).stream()
                                .flatMap(logged -> logged.lastReview().stream())
                                .map(LoggedDecision.Review::at),
                        changes.of(caseId).stream()
                                .filter(change -> change.kind() == CaseChange.Kind.PERIOD)
                                .map(CaseChange::recordedAt))
                .max(Comparator.<Instant>naturalOrder())
                .map(BusinessCalendar::dayOf)
                .orElse(BusinessCalendar.today(clock));
        return BusinessCalendar.rollForward(last.plusDays(days("REASSESS_DAYS")));
    }

    /** The last Arbeitstag on which somebody should have said what a change means. */
    public LocalDate reviewBy() {
        return BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), days("CHANGE_WD"));
    }

    /** Somebody is to look at the situation, if the time has come; says whether it has. */
    @Transactional
    public boolean askIfDue(CaseId caseId) {
        boolean due = !dueOn(caseId).isAfter(BusinessCalendar.today(clock));
        if (due) {
            changes.noticed(caseId, CaseChange.Kind.PERIOD, "die letzte Bewertung liegt lange zurück");
        }
        return due;
    }

    private int days(String parameter) {
        return rules.number(RuleSet.INDICATION, BusinessCalendar.today(clock), parameter);
    }
}
