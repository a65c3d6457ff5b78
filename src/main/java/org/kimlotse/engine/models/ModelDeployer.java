package org.kimlotse.engine.models;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.ModelFiles;
import org.kimlotse.engine.ModelFolderListener;
import org.kimlotse.engine.ModelProblem;
import org.kimlotse.engine.Models;
import org.kimlotse.engine.ModelsDeployed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Has the model folder serve: one deployment per family, deployed as a whole or not at all. What is broken does not
 * replace what works. The process of a deleted file takes no new cases; running ones end on it.
 */
@Component
class ModelDeployer implements Models {

    static final String SOURCE = "lotse";

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployer.class);

    private final ModelFolder folder;
    private final ModelCheck check;
    private final ModelsInForce inForce;
    private final RepositoryService repository;
    private final ManagementService management;
    private final ObjectProvider<ModelFolderListener> listeners;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private volatile Status status;
    private @Nullable String served;

    ModelDeployer(
            ModelFolder folder,
            ModelCheck check,
            ModelsInForce inForce,
            RepositoryService repository,
            ManagementService management,
            ObjectProvider<ModelFolderListener> listeners,
            ApplicationEventPublisher events,
            Clock clock) {
        this.folder = folder;
        this.check = check;
        this.inForce = inForce;
        this.repository = repository;
        this.management = management;
        this.listeners = listeners;
        this.events = events;
        this.clock = clock;
        this.status = new Status(clock.instant(), "", List.of(), List.of(), Set.of(), List.of());
    }

    /** Before every other listener of this event: sample cases need processes, and so does the job executor. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void deployAtStart() {
        refresh();
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public synchronized Status refresh() {
        boolean first = served == null;
        ModelFiles files = folder.read();
        String hash = files.hash("");
        if (hash.equals(served)) {
            return status;
        }
        List<ModelProblem> problems = new ArrayList<>();
        listeners.orderedStream().forEach(listener -> problems.addAll(listener.modelsChanged(files)));
        ModelCheck.Checked checked = check.check(files);
        problems.addAll(checked.findings().problems());
        Set<String> changed = new LinkedHashSet<>();
        checked.families().forEach((family, contents) -> {
            if (checked.serves(family)) {
                try {
                    if (deploy(family, contents)) {
                        changed.add(family);
                    }
                } catch (ParseException e) {
                    problems.addAll(problems(family, e));
                } catch (RuntimeException e) {
                    LOG.error("family {} could not be deployed", family, e);
                    problems.add(new ModelProblem("processes/" + family, "", "Das Modell wurde nicht angenommen."));
                }
            }
        });
        Set<String> withdrawn = withdraw(files);
        status = new Status(
                clock.instant(),
                hash,
                List.copyOf(problems),
                checked.findings().notes(),
                withdrawn,
                inForce.list(problems, withdrawn));
        served = hash;
        log(changed);
        events.publishEvent(new ModelsDeployed(Set.copyOf(changed), first));
        return status;
    }

    private boolean deploy(String family, Map<String, byte[]> contents) {
        DeploymentBuilder deployment =
                repository.createDeployment().name(family).source(SOURCE).enableDuplicateFiltering(false);
        contents.forEach((file, content) -> deployment.addInputStream(file, new ByteArrayInputStream(content)));
        long before = deployments(family);
        deployment.deploy();
        return deployments(family) > before;
    }

    private long deployments(String family) {
        return repository
                .createDeploymentQuery()
                .deploymentName(family)
                .deploymentSource(SOURCE)
                .count();
    }

    /**
     * Suspending a definition would also hold back the steps of running cases, because it suspends the definition's
     * jobs; those are let go again at once.
     */
    private Set<String> withdraw(ModelFiles files) {
        Set<String> present = files.below("processes/").keySet().stream()
                .filter(file -> file.endsWith(".bpmn"))
                .map(file -> file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.bpmn$", ""))
                .collect(Collectors.toSet());
        Set<String> ours = repository.createDeploymentQuery().deploymentSource(SOURCE).unlimitedList().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
        Set<String> withdrawn = new TreeSet<>();
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().latestVersion().unlimitedList()) {
            if (!ours.contains(definition.getDeploymentId())) {
                continue;
            }
            boolean gone = !present.contains(definition.getKey());
            if (gone) {
                withdrawn.add(definition.getKey());
            }
            if (gone && !definition.isSuspended()) {
                repository
                        .updateProcessDefinitionSuspensionState()
                        .byProcessDefinitionKey(definition.getKey())
                        .includeProcessInstances(false)
                        .suspend();
                management
                        .updateJobDefinitionSuspensionState()
                        .byProcessDefinitionKey(definition.getKey())
                        .includeJobs(true)
                        .activate();
            } else if (!gone && definition.isSuspended()) {
                repository
                        .updateProcessDefinitionSuspensionState()
                        .byProcessDefinitionKey(definition.getKey())
                        .includeProcessInstances(false)
                        .activate();
            }
        }
        return Set.copyOf(withdrawn);
    }

    private static List<ModelProblem> problems(String family, ParseException e) {
        List<ModelProblem> problems = new ArrayList<>();
        e.getResorceReports().forEach(report -> report.getErrors()
                .forEach(error -> problems.add(new ModelProblem(
                        report.getResourceName(),
                        error.getMainElementId() == null ? "" : error.getMainElementId(),
                        "Das Modell wurde nicht angenommen (Zeile " + error.getLine() + "): " + error.getMessage()))));
        return problems.isEmpty()
                ? List.of(new ModelProblem("processes/" + family, "", "Das Modell wurde nicht angenommen."))
                : problems;
    }

    private void log(Set<String> changed) {
        if (!changed.isEmpty()) {
            LOG.info("Modelle in Betrieb: {}", String.join(", ", changed));
        }
        status.problems().stream().limit(20).forEach(problem -> LOG.warn("Modell nicht in Betrieb: {}", problem));
        if (status.problems().size() > 20) {
            LOG.warn(
                    "… und {} weitere Mängel an den Modellen", status.problems().size() - 20);
        }
        status.withdrawn()
                .forEach(process -> LOG.warn("Prozess {} nimmt keine neuen Fälle an: Datei gelöscht", process));
    }
}
