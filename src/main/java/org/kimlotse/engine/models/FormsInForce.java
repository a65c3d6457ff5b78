package org.kimlotse.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.kimlotse.engine.FormWords;
import org.springframework.stereotype.Component;

/** Reads labels out of the last deployed version of a form. Deployed files never change, so what was read is kept. */
@Component
class FormsInForce implements FormWords {

    private record Field(String label, Map<String, String> values) {}

    private final ProcessEngineConfigurationImpl engine;
    private final RepositoryService repository;
    private final ObjectMapper json;
    private final Map<String, Map<String, Field>> read = new ConcurrentHashMap<>();

    FormsInForce(ProcessEngineConfigurationImpl engine, RepositoryService repository, ObjectMapper json) {
        this.engine = engine;
        this.repository = repository;
        this.json = json;
    }

    @Override
    public Optional<String> label(String formId, String key) {
        return Optional.ofNullable(form(formId).get(key)).map(Field::label).filter(label -> !label.isEmpty());
    }

    @Override
    public Optional<String> value(String formId, String key, String code) {
        return Optional.ofNullable(form(formId).get(key))
                .map(field -> field.values().get(code));
    }

    private Map<String, Field> form(String formId) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> latest(formId)));
    }

    private Map<String, Field> latest(String formId) {
        for (Deployment deployment : repository
                .createDeploymentQuery()
                .deploymentSource(ModelDeployer.SOURCE)
                .orderByDeploymentTime()
                .desc()
                .unlimitedList()) {
            Optional<String> file = repository.getDeploymentResourceNames(deployment.getId()).stream()
                    .filter(name -> name.startsWith("forms/") && name.endsWith("/" + formId + ".form"))
                    .findFirst();
            if (file.isPresent()) {
                return read.computeIfAbsent(
                        deployment.getId() + "/" + file.get(), key -> fields(deployment.getId(), file.get()));
            }
        }
        return Map.of();
    }

    private Map<String, Field> fields(String deployment, String file) {
        Map<String, Field> fields = new HashMap<>();
        try (InputStream content = repository.getResourceAsStream(deployment, file)) {
            collect(json.readTree(content).path("components"), fields);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " does not read", e);
        }
        return Map.copyOf(fields);
    }

    private static void collect(JsonNode components, Map<String, Field> fields) {
        for (JsonNode component : components) {
            String key = component.path("key").asText("");
            if (!key.isEmpty()) {
                Map<String, String> values = new HashMap<>();
                component
                        .path("values")
                        .forEach(value -> values.put(
                                value.path("value").asText(""),
                                value.path("label").asText("")));
                fields.put(
                        key,
                        new Field(
                                component
                                        .path("label")
                                        .asText(component.path("dateLabel").asText("")),
                                Map.copyOf(values)));
            }
            collect(component.path("components"), fields);
        }
    }
}
