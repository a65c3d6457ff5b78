package org.kimlotse.intake.process;

import java.time.LocalDate;
import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.engine.ProcessVariables;
import org.kimlotse.intake.facts.Indication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answers the process {@code intake} may know. Whether somebody is in a crisis is none of them: it asks each time. */
@Configuration(proxyBeanMethods = false)
class IntakeProcess {

    static final ProcessVariable<Indication> INDICATION_PROPOSAL =
            ProcessVariable.choice("indicationProposal", Indication.class);

    static final ProcessVariable<Indication> INDICATION = ProcessVariable.choice("indication", Indication.class);

    /** Whether a counselling is over; nothing said means it is. */
    enum CounsellingNext {
        DONE,
        AGAIN
    }

    static final ProcessVariable<CounsellingNext> COUNSELLING_NEXT =
            ProcessVariable.choice("counsellingNext", CounsellingNext.class);

    enum CounsellingHeld {
        HELD,
        EARLIER,
        NO_SHOW
    }

    /** Day of the next talk. */
    static final ProcessVariable<LocalDate> COUNSELLING_NEXT_ON = ProcessVariable.date("counsellingNextOn");

    @Bean
    ProcessVariables intakeVariables() {
        return ProcessVariables.of(INDICATION_PROPOSAL, INDICATION, COUNSELLING_NEXT, COUNSELLING_NEXT_ON);
    }
}
