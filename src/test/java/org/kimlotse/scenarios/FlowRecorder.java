package org.kimlotse.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.kimlotse.TestDatabase;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Writes down each sequence flow that any test of this run takes; {@link FlowsTakenTest} compares with the models. */
@TestConfiguration
public class FlowRecorder {

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    /** One line per flow: process id, blank, flow id. */
    static Path file() {
        return Path.of("target", "flows-taken", TestDatabase.isPostgres() ? "postgres.txt" : "h2.txt");
    }

    @Bean
    AbstractProcessEnginePlugin flowRecorderPlugin() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                if (configuration.getCustomPostBPMNParseListeners() == null) {
                    configuration.setCustomPostBPMNParseListeners(new java.util.ArrayList<>());
                }
                configuration.getCustomPostBPMNParseListeners().add(new Listener());
            }
        };
    }

    private static final class Listener extends AbstractBpmnParseListener {
        @Override
        public void parseSequenceFlow(Element flow, ScopeImpl scope, TransitionImpl transition) {
            String process = ((ProcessDefinitionEntity) scope.getProcessDefinition()).getKey();
            String line = process + " " + flow.attribute("id");
            transition.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> record(line));
        }
    }

    private static void record(String line) {
        if (!SEEN.add(line)) {
            return;
        }
        try {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
