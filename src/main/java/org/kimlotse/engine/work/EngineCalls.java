package org.kimlotse.engine.work;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.kimlotse.engine.guard.Trust;
import org.springframework.stereotype.Component;

/** Calls the engine for a use case: trusted, without engine authorization, in the transaction at hand. */
@Component
class EngineCalls {

    private final ProcessEngineConfigurationImpl engine;

    EngineCalls(ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    <T> T call(Supplier<T> work) {
        return Trust.trusted(() ->
                engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(work::get)));
    }
}
