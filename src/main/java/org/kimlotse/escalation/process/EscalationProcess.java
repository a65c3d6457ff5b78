package org.kimlotse.escalation.process;

import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.engine.ProcessVariables;
import org.kimlotse.escalation.Effect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names the process {@code steering-escalation} shares with this module; its business key is the bottleneck's id. */
@Configuration(proxyBeanMethods = false)
class EscalationProcess {

    static final String PROCESS = "steering-escalation";

    /** Element ids that a form section must tell apart. */
    static final String WRITE_DOSSIER = "userTask_writeDossier";

    static final String RELEASE_FIRST = "userTask_releaseFirst";

    /** The business key once more, for the card of a task: a list tells variables, not keys. */
    static final ProcessVariable<String> BOTTLENECK_ID = ProcessVariable.id("bottleneckId");

    static final ProcessVariable<Boolean> RELEASED = ProcessVariable.bool("released");
    static final ProcessVariable<Boolean> RELEASED_2 = ProcessVariable.bool("released2");
    static final ProcessVariable<Boolean> ON_AGENDA = ProcessVariable.bool("onAgenda");
    static final ProcessVariable<Boolean> QUORUM = ProcessVariable.bool("quorum");
    static final ProcessVariable<Boolean> ADOPTED = ProcessVariable.bool("adopted");
    static final ProcessVariable<String> SEAT = ProcessVariable.id("seat");
    static final ProcessVariable<String> MEASURE_ID = ProcessVariable.id("measureId");
    static final ProcessVariable<Effect> EFFECT = ProcessVariable.choice("effect", Effect.class);
    static final ProcessVariable<Boolean> BACK_ON_AGENDA = ProcessVariable.bool("backOnAgenda");

    @Bean
    ProcessVariables escalationVariables() {
        return ProcessVariables.of(
                BOTTLENECK_ID,
                RELEASED,
                RELEASED_2,
                ON_AGENDA,
                QUORUM,
                ADOPTED,
                SEAT,
                MEASURE_ID,
                EFFECT,
                BACK_ON_AGENDA);
    }
}
