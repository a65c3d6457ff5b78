package org.kimlotse.referral.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.referral.ReferralId;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralManagement;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** What the processes of all referrals call; their business key is the referral's id. */
@Component("referralTasks")
public class ReferralTasks {

    private final ReferralManagement management;
    private final ReferralSteps steps;
    private final Clock clock;
    private final RuleBook rules;

    ReferralTasks(ReferralManagement management, ReferralSteps steps, Clock clock, RuleBook rules) {
        this.management = management;
        this.steps = steps;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * The referral of this kind that begins now, for the case's process that calls the referral's.
     *
     * @param kind name of {@link ReferralKind}
     */
    public String referralId(DelegateExecution execution, String kind) {
        CaseId caseId =
                new CaseId(CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name())));
        return management.toBegin(caseId, ReferralKind.valueOf(kind)).toString();
    }

    /**
     * The handover of a step that is under way; made when first asked for.
     *
     * @param step for example {@code S1}
     */
    public String handoverId(DelegateExecution execution, String step) {
        return steps.current(id(execution), step).toString();
    }

    /** @param result name of {@link ReferralResult} */
    public void close(DelegateExecution execution, String result) {
        management.close(id(execution), ReferralResult.valueOf(result));
    }

    /** By when a step of our own should be done. */
    public Date dueSoon(DelegateExecution execution) {
        return TaskDates.endOf(soon());
    }

    /** When to look again at what is under way. */
    public Date dueLater(DelegateExecution execution) {
        return TaskDates.endOf(later());
    }

    LocalDate soon() {
        LocalDate today = BusinessCalendar.today(clock);
        return BusinessCalendar.plusArbeitstage(today, rules.number(RuleSet.REFERRAL_ROUTING, today, "OWN_STEP_WD"));
    }

    LocalDate later() {
        LocalDate today = BusinessCalendar.today(clock);
        return today.plusDays(rules.number(RuleSet.REFERRAL_ROUTING, today, "LOOK_AGAIN_DAYS"));
    }

    static ReferralId id(DelegateExecution execution) {
        return ReferralId.of(execution.getProcessBusinessKey());
    }
}
