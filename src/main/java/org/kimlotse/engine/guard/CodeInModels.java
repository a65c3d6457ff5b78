package org.kimlotse.engine.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Finds what a model may not carry: scripts, classes, connectors, other kinds of code and embedded form pages. */
public final class CodeInModels {

    private static final Set<String> CAMUNDA = Set.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("class", "ruft eine Java-Klasse auf (camunda:class)"),
            Map.entry("delegateExpression", "ruft ein Java-Objekt auf (camunda:delegateExpression)"),
            Map.entry("variableMappingClass", "ruft eine Java-Klasse auf (camunda:variableMappingClass)"),
            Map.entry(
                    "variableMappingDelegateExpression",
                    "ruft ein Java-Objekt auf (camunda:variableMappingDelegateExpression)"),
            Map.entry("formHandlerClass", "ruft eine Java-Klasse auf (camunda:formHandlerClass)"),
            Map.entry("resource", "verweist auf ein Skript (camunda:resource)"),
            Map.entry("resultVariable", "legt ein Ergebnis als Variable ab (camunda:resultVariable)"),
            Map.entry("decisionRef", "ruft eine DMN-Tabelle auf; Regeln stehen unter rules/"),
            Map.entry("type", "nutzt einen eingebauten oder externen Dienst (camunda:type)"),
            Map.entry("topic", "nutzt einen externen Dienst (camunda:topic)"),
            Map.entry("formKey", "nutzt ein eingebettetes Formular (camunda:formKey); Formulare stehen unter forms/"),
            Map.entry("template", "nutzt eine Vorlage mit Code (camunda:template)"));

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("script", "enthält ein Skript"),
            Map.entry("scriptTask", "ist ein Skript-Schritt"),
            Map.entry("connector", "nutzt einen Konnektor"),
            Map.entry("connectorId", "nutzt einen Konnektor"),
            Map.entry("formData", "enthält Formularfelder; Formulare stehen unter forms/"),
            Map.entry("formProperty", "enthält Formularfelder; Formulare stehen unter forms/"),
            Map.entry("field", "übergibt Werte an eine Java-Klasse (camunda:field)"),
            Map.entry("businessRuleTask", "ist ein Regel-Schritt; Regeln ruft ein Service-Schritt auf"));

    /** @param id of the element or of the nearest one around it that has one */
    public record Finding(String id, String reason) {}

    /** A tag, whichever parser read it. Attributes of Camunda's namespace stand without prefix in {@code camunda}. */
    public record Tag(
            String name, Map<String, String> plain, Map<String, String> camunda, List<Tag> children, String text) {}

    private CodeInModels() {}

    public static List<Finding> in(Tag root) {
        List<Finding> found = new ArrayList<>();
        collect(root, "", found);
        return found;
    }

    private static void collect(Tag tag, String around, List<Finding> found) {
        String id = tag.plain().getOrDefault("id", around);
        String element = ELEMENTS.get(tag.name());
        if (element != null) {
            found.add(new Finding(id, element));
        }
        tag.camunda().keySet().forEach(attribute -> {
            String reason = ATTRIBUTES.get(attribute);
            if (reason != null && !(attribute.equals("type") && isHarmlessType(tag))) {
                found.add(new Finding(id, reason));
            }
        });
        boolean listener = tag.name().equals("executionListener") || tag.name().equals("taskListener");
        if (listener) {
            tag.plain().keySet().stream()
                    .filter(Set.of("class", "delegateExpression")::contains)
                    .forEach(attribute -> found.add(new Finding(id, "ruft Java auf (" + attribute + ")")));
        }
        boolean script = tag.name().equals("conditionExpression") || tag.name().equals("completionCondition");
        if (script && tag.plain().containsKey("language")) {
            found.add(new Finding(id, "enthält ein Skript"));
        }
        if (script && tag.camunda().containsKey("resource")) {
            found.add(new Finding(id, "enthält ein Skript"));
        }
        tag.children().forEach(child -> collect(child, id, found));
    }

    private static boolean isHarmlessType(Tag tag) {
        return !tag.name().endsWith("Task") && !tag.name().endsWith("EventDefinition");
    }

    static Tag tag(Element element) {
        Map<String, String> plain = new TreeMap<>();
        Map<String, String> camunda = new TreeMap<>();
        for (String key : element.attributes()) {
            int colon = key.lastIndexOf(':');
            if (colon < 0) {
                plain.put(key, element.attribute(key));
            } else if (CAMUNDA.contains(key.substring(0, colon))) {
                camunda.put(key.substring(colon + 1), element.attribute(key));
            }
        }
        List<Tag> children = element.elements().stream().map(CodeInModels::tag).toList();
        return new Tag(element.getTagName(), plain, camunda, children, element.getText());
    }

    /** Refuses such a model inside the engine too, by whatever way it was deployed. */
    static final class ParseListener extends AbstractBpmnParseListener {

        @Override
        public void parseRootElement(Element rootElement, List<ProcessDefinitionEntity> processDefinitions) {
            List<Finding> found = in(tag(rootElement));
            if (!found.isEmpty()) {
                throw new ProcessEngineException("Das Modell enthält Code und wird nicht angenommen: "
                        + String.join(
                                "; ",
                                found.stream()
                                        .map(f -> "\"" + f.id() + "\" " + f.reason())
                                        .toList()));
            }
        }
    }
}
