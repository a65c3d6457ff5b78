package org.kimlotse.engine.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.kimlotse.engine.ModelInForce;
import org.kimlotse.engine.ModelInForce.Kind;
import org.kimlotse.engine.ModelProblem;
import org.springframework.stereotype.Component;

/** What serves, as the engine keeps it: of each family the last deployment. */
@Component
class ModelsInForce {

    private static final int SHORT_HASH = 12;

    private final RepositoryService repository;

    ModelsInForce(RepositoryService repository) {
        this.repository = repository;
    }

    /** Processes first, each kind by name. */
    List<ModelInForce> list(List<ModelProblem> problems, Set<String> withdrawn) {
        Map<String, List<Deployment>> families = new TreeMap<>();
        repository
                .createDeploymentQuery()
                .deploymentSource(ModelDeployer.SOURCE)
                .orderByDeploymentTime()
                .desc()
                .unlimitedList()
                .forEach(deployment -> families.computeIfAbsent(deployment.getName(), name -> new ArrayList<>())
                        .add(deployment));
        List<ModelInForce> processes = new ArrayList<>();
        Map<String, Set<String>> tasks = new LinkedHashMap<>();
        families.values().forEach(deployments -> processesOf(deployments, problems, withdrawn, processes, tasks));
        List<ModelInForce> forms = new ArrayList<>();
        families.values().forEach(deployments -> formsOf(deployments, problems, tasks, forms));
        List<ModelInForce> all = new ArrayList<>();
        processes.stream()
                .sorted(java.util.Comparator.comparing(ModelInForce::name))
                .forEach(all::add);
        forms.stream()
                .sorted(java.util.Comparator.comparing(ModelInForce::name))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private void processesOf(
            List<Deployment> deployments,
            List<ModelProblem> problems,
            Set<String> withdrawn,
            List<ModelInForce> processes,
            Map<String, Set<String>> tasks) {
        // A process may be missing in the last deployment of its family: its file was deleted.
        for (ProcessDefinition definition : repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .processDefinitionResourceNameLike(
                        "processes/" + deployments.get(0).getName() + "/%")
                .unlimitedList()) {
            List<Deployment> with = deployments.stream()
                    .dropWhile(deployment -> !deployment.getId().equals(definition.getDeploymentId()))
                    .toList();
            if (with.isEmpty()) {
                continue;
            }
            String file = definition.getResourceName();
            processes.add(new ModelInForce(
                    Kind.PROCESS,
                    definition.getKey(),
                    definition.getName() == null ? definition.getKey() : definition.getName(),
                    file,
                    Integer.toString(definition.getVersion()),
                    since(with, file),
                    ofFamily(file, problems),
                    withdrawn.contains(definition.getKey())));
            if (!withdrawn.contains(definition.getKey())) {
                repository
                        .getBpmnModelInstance(definition.getId())
                        .getModelElementsByType(UserTask.class)
                        .forEach(task -> {
                            if (task.getCamundaFormRef() != null) {
                                tasks.computeIfAbsent(task.getCamundaFormRef(), form -> new TreeSet<>())
                                        .add(task.getName());
                            }
                        });
            }
        }
    }

    private void formsOf(
            List<Deployment> deployments,
            List<ModelProblem> problems,
            Map<String, Set<String>> tasks,
            List<ModelInForce> forms) {
        String last = deployments.get(0).getId();
        repository.getDeploymentResourceNames(last).stream()
                .filter(file -> file.endsWith(".form"))
                .forEach(file -> {
                    String id = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.form$", "");
                    forms.add(new ModelInForce(
                            Kind.FORM,
                            id,
                            tasks.containsKey(id) ? String.join(", ", tasks.get(id)) : id,
                            file,
                            hash(content(last, file)).substring(0, SHORT_HASH),
                            since(deployments, file),
                            ofFamily(file, problems),
                            false));
                });
    }

    /** The oldest deployment in an unbroken row that has the same content as the newest. */
    private Instant since(List<Deployment> newestFirst, String file) {
        Deployment oldest = newestFirst.get(0);
        byte[] serving = content(oldest.getId(), file);
        for (Deployment earlier : newestFirst) {
            if (!repository.getDeploymentResourceNames(earlier.getId()).contains(file)
                    || !Arrays.equals(serving, content(earlier.getId(), file))) {
                break;
            }
            oldest = earlier;
        }
        return oldest.getDeploymentTime().toInstant();
    }

    private byte[] content(String deployment, String file) {
        try (InputStream resource = repository.getResourceAsStream(deployment, file)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A family serves as a whole or not at all. */
    private static List<ModelProblem> ofFamily(String file, List<ModelProblem> problems) {
        String family = ModelCheck.family(file);
        return problems.stream()
                .filter(problem -> problem.file().equals("processes/" + family)
                        || problem.file().startsWith("processes/" + family + "/")
                        || problem.file().startsWith("forms/" + family + "/"))
                .toList();
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
