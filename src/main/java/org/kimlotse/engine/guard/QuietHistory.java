package org.kimlotse.engine.guard;

import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;

/** The engine's history, without the words of exceptions. */
final class QuietHistory extends CacheAwareHistoryEventProducer {

    @Override
    public HistoryEvent createHistoricJobLogFailedEvt(Job job, @Nullable Throwable exception) {
        return super.createHistoricJobLogFailedEvt(job, exception == null ? null : QuietException.of(exception));
    }
}
