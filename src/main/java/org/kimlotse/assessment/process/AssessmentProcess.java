package org.kimlotse.assessment.process;

import java.time.LocalDate;
import java.util.Optional;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.engine.ProcessVariables;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answers about the benefit law a process may know. */
@Configuration(proxyBeanMethods = false)
class AssessmentProcess {

    static final ProcessVariable<Boolean> BENEFIT_LAW_CHANGES = ProcessVariable.bool("benefitLawChanges");

    /** First day of the new law; of no meaning unless {@link #BENEFIT_LAW_CHANGES}. */
    static final ProcessVariable<LocalDate> BENEFIT_LAW_FROM = ProcessVariable.date("benefitLawFrom");

    /** The law expected next; the present one, or {@code NONE}, while it is unclear. */
    static final ProcessVariable<Rechtskreis> BENEFIT_LAW = ProcessVariable.choice("benefitLaw", Rechtskreis.class);

    static final ProcessVariable<Boolean> FACTS_RIGHT = ProcessVariable.bool("factsRight");

    @Bean
    ProcessVariables assessmentVariables() {
        return ProcessVariables.of(BENEFIT_LAW_CHANGES, BENEFIT_LAW_FROM, BENEFIT_LAW, FACTS_RIGHT);
    }

    static Answers answers(BenefitLaw law) {
        Answers answers = Answers.of(BENEFIT_LAW_CHANGES, law.changes())
                .and(
                        BENEFIT_LAW,
                        Optional.ofNullable(law.law())
                                .or(() -> Optional.ofNullable(law.before()))
                                .orElse(Rechtskreis.NONE));
        law.begins().ifPresent(day -> answers.and(BENEFIT_LAW_FROM, day));
        return answers;
    }
}
