package org.kimlotse.engine.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.guard.CodeInModels;
import org.kimlotse.engine.guard.VariableGate;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Checks one BPMN file for itself; what it needs from other files it reports as {@link ProcessModel}. */
@Component
class ProcessCheck {

    private static final Set<String> CAMUNDA = Set.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";

    private final ExpressionCheck expressions;
    private final VariableGate variables;

    ProcessCheck(ExpressionCheck expressions, VariableGate variables) {
        this.expressions = expressions;
        this.variables = variables;
    }

    /**
     * @param formRefs user task to form
     * @param calls call activity to process id, where it is not an expression
     */
    record ProcessModel(String file, String id, Map<String, String> formRefs, Map<String, String> calls) {}

    /** Empty if the file cannot be read at all. */
    Optional<ProcessModel> check(String file, byte[] content, Findings findings) {
        Document document;
        try {
            document = parser().parse(new ByteArrayInputStream(content));
        } catch (SAXParseException e) {
            findings.problem(
                    file,
                    "",
                    content.length == 0
                            ? "Die Datei ist leer."
                            : "Die Datei ist kein lesbares XML (Zeile " + e.getLineNumber() + ").");
            return Optional.empty();
        } catch (SAXException | IOException e) {
            findings.problem(file, "", "Die Datei ist kein lesbares XML.");
            return Optional.empty();
        }
        Set<String> visible = visible(document.getDocumentElement());
        CodeInModels.in(tag(document.getDocumentElement(), visible))
                .forEach(f -> findings.problem(file, f.id(), "Das Element " + f.reason() + "; das ist nicht erlaubt."));
        BpmnModelInstance model;
        try {
            model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
        } catch (ModelException e) {
            findings.problem(file, "", "Die Datei ist kein gültiges BPMN" + line(e) + ".");
            return Optional.empty();
        }
        everyExpression(file, document.getDocumentElement(), "", visible, findings);
        Optional<Process> process = process(file, model, findings);
        names(file, model, findings);
        questions(file, model, findings);
        serviceTasks(file, model, findings);
        mappings(file, model, findings);
        diagram(file, model, document, findings);
        return process.map(
                p -> new ProcessModel(file, p.getId(), formRefs(file, model, findings), calls(file, model, findings)));
    }

    private static Optional<Process> process(String file, BpmnModelInstance model, Findings findings) {
        Collection<Process> processes = model.getModelElementsByType(Process.class);
        if (processes.size() != 1) {
            findings.problem(
                    file, "", "Die Datei muss genau einen Prozess enthalten, es sind " + processes.size() + ".");
            return Optional.empty();
        }
        Process process = processes.iterator().next();
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.bpmn$", "");
        if (!process.getId().equals(name)) {
            findings.problem(
                    file,
                    process.getId(),
                    "Die Kennung des Prozesses (\"" + process.getId() + "\") muss wie die Datei heißen (\"" + name
                            + "\").");
        }
        if (!process.isExecutable()) {
            findings.problem(file, process.getId(), "Der Prozess ist nicht als ausführbar gekennzeichnet.");
        }
        if (isBlank(process.getName())) {
            findings.problem(file, process.getId(), "Der Prozess hat keinen Namen.");
        }
        if (isBlank(process.getCamundaHistoryTimeToLiveString())) {
            findings.problem(
                    file, process.getId(), "Die Aufbewahrungsdauer fehlt (History time to live, zum Beispiel P3650D).");
        }
        return Optional.of(process);
    }

    private static void names(String file, BpmnModelInstance model, Findings findings) {
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            boolean needsName = node instanceof Activity
                            && !(node instanceof org.camunda.bpm.model.bpmn.instance.SubProcess sub
                                    && sub.triggeredByEvent())
                    || node instanceof Event
                    || isQuestion(node);
            if (needsName && isBlank(node.getName())) {
                findings.problem(file, node.getId(), "Das Element hat keinen Namen.");
            }
        }
    }

    private static boolean isQuestion(FlowNode node) {
        return (node instanceof ExclusiveGateway || node instanceof InclusiveGateway)
                && node.getOutgoing().size() > 1;
    }

    private static void questions(String file, BpmnModelInstance model, Findings findings) {
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            if (!isQuestion(node)) {
                continue;
            }
            SequenceFlow standard = node instanceof ExclusiveGateway exclusive
                    ? exclusive.getDefault()
                    : ((InclusiveGateway) node).getDefault();
            if (standard == null) {
                findings.problem(file, node.getId(), "Die Verzweigung hat keinen Standardweg (Default Flow).");
            }
            for (SequenceFlow flow : node.getOutgoing()) {
                if (isBlank(flow.getName())) {
                    findings.problem(file, flow.getId(), "Der Weg aus der Frage hat keine Beschriftung.");
                }
                boolean isStandard = flow.equals(standard);
                if (isStandard && flow.getConditionExpression() != null) {
                    findings.problem(file, flow.getId(), "Der Standardweg darf keine Bedingung haben.");
                }
                if (!isStandard && flow.getConditionExpression() == null) {
                    findings.problem(file, flow.getId(), "Der Weg hat keine Bedingung und ist nicht der Standardweg.");
                }
            }
        }
    }

    private void serviceTasks(String file, BpmnModelInstance model, Findings findings) {
        for (ServiceTask task : model.getModelElementsByType(ServiceTask.class)) {
            String expression = task.getCamundaExpression();
            if (isBlank(expression)) {
                findings.problem(file, task.getId(), "Der Schritt hat keinen Ausdruck (camunda:expression).");
            } else if (!expressions.isCall(expression)) {
                findings.problem(
                        file, task.getId(), "Der Ausdruck " + expression + " ruft keinen Baustein (…Tasks) auf.");
            }
        }
    }

    private Map<String, String> formRefs(String file, BpmnModelInstance model, Findings findings) {
        Map<String, String> refs = new LinkedHashMap<>();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            String ref = task.getCamundaFormRef();
            if (isBlank(ref)) {
                findings.problem(file, task.getId(), "Die Aufgabe hat kein Formular (camunda:formRef).");
                continue;
            }
            if (!"deployment".equals(task.getCamundaFormRefBinding())) {
                findings.problem(file, task.getId(), "Das Formular muss mit Bindung \"deployment\" angebunden sein.");
            }
            refs.put(task.getId(), ref);
        }
        return refs;
    }

    private static Map<String, String> calls(String file, BpmnModelInstance model, Findings findings) {
        Map<String, String> calls = new LinkedHashMap<>();
        for (CallActivity call : model.getModelElementsByType(CallActivity.class)) {
            String called = call.getCalledElement();
            if (isBlank(called) || ExpressionCheck.isExpression(called)) {
                findings.problem(file, call.getId(), "Der Aufruf muss einen Prozess mit seiner Kennung nennen.");
            } else {
                calls.put(call.getId(), called);
            }
        }
        return calls;
    }

    /** Every name under which the model itself would put a value into the engine has to be declared. */
    private void mappings(String file, BpmnModelInstance model, Findings findings) {
        for (CamundaIn in : model.getModelElementsByType(CamundaIn.class)) {
            passed(file, owner(in.getDomElement()), in.getCamundaVariables(), in.getCamundaTarget(), findings);
        }
        for (CamundaOut out : model.getModelElementsByType(CamundaOut.class)) {
            passed(file, owner(out.getDomElement()), out.getCamundaVariables(), out.getCamundaTarget(), findings);
        }
        for (CamundaInputParameter parameter : model.getModelElementsByType(CamundaInputParameter.class)) {
            declared(file, owner(parameter.getDomElement()), parameter.getCamundaName(), findings);
        }
        for (CamundaOutputParameter parameter : model.getModelElementsByType(CamundaOutputParameter.class)) {
            declared(file, owner(parameter.getDomElement()), parameter.getCamundaName(), findings);
        }
        for (MultiInstanceLoopCharacteristics loop :
                model.getModelElementsByType(MultiInstanceLoopCharacteristics.class)) {
            String owner = owner(loop.getDomElement());
            if (loop.getCamundaCollection() != null && !ExpressionCheck.isExpression(loop.getCamundaCollection())) {
                declared(file, owner, loop.getCamundaCollection(), findings);
            }
            if (loop.getCamundaElementVariable() != null) {
                declared(file, owner, loop.getCamundaElementVariable(), findings);
            }
        }
        for (Message message : model.getModelElementsByType(Message.class)) {
            if (isBlank(message.getName())) {
                findings.problem(file, message.getId(), "Die Nachricht hat keinen Namen.");
            }
        }
    }

    private void passed(String file, String element, @Nullable String all, @Nullable String target, Findings findings) {
        if (all != null) {
            findings.problem(
                    file, element, "Alle Angaben auf einmal zu übergeben ist nicht erlaubt; bitte einzeln nennen.");
        } else if (target != null) {
            declared(file, element, target, findings);
        }
    }

    private void declared(String file, String element, String name, Findings findings) {
        if (!variables.isDeclared(name)) {
            findings.problem(file, element, "Die Angabe \"" + name + "\" ist nicht angemeldet.");
        }
    }

    private static String owner(org.camunda.bpm.model.xml.instance.DomElement element) {
        Set<String> inside = Set.of("multiInstanceLoopCharacteristics", "extensionElements", "inputOutput");
        for (org.camunda.bpm.model.xml.instance.DomElement at = element; at != null; at = at.getParentElement()) {
            String id = at.getAttribute("id");
            if (id != null && !inside.contains(at.getLocalName())) {
                return id;
            }
        }
        return "";
    }

    private void everyExpression(String file, Element element, String around, Set<String> visible, Findings findings) {
        String id = visible.contains(element.getAttribute("id")) ? element.getAttribute("id") : around;
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            boolean isLabel = attribute.getNamespaceURI() == null && "name".equals(attribute.getNodeName());
            expression(
                    file, id, attribute.getNodeValue(), isLabel && !"message".equals(element.getLocalName()), findings);
        }
        NodeList children = element.getChildNodes();
        boolean isText = true;
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                isText = false;
                everyExpression(file, child, id, visible, findings);
            }
        }
        if (isText) {
            expression(file, id, element.getTextContent(), "documentation".equals(element.getLocalName()), findings);
        }
    }

    private void expression(String file, String id, String text, boolean label, Findings findings) {
        if (!ExpressionCheck.isExpression(text)) {
            return;
        }
        if (label) {
            // Names are evaluated too, and what they yield is stored in the engine.
            findings.problem(file, id, "Namen und Beschreibungen dürfen keine Ausdrücke enthalten.");
            return;
        }
        expressions.problems(text.strip()).forEach(message -> findings.problem(file, id, message));
    }

    private static void diagram(String file, BpmnModelInstance model, Document document, Findings findings) {
        Set<String> drawn = new LinkedHashSet<>();
        for (String kind : List.of("BPMNShape", "BPMNEdge")) {
            NodeList shapes = document.getElementsByTagNameNS(DI, kind);
            for (int i = 0; i < shapes.getLength(); i++) {
                drawn.add(((Element) shapes.item(i)).getAttribute("bpmnElement"));
            }
        }
        List<String> missing = new ArrayList<>();
        for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
            if ((element instanceof FlowNode || element instanceof SequenceFlow) && !drawn.contains(element.getId())) {
                missing.add(element.getId());
            }
        }
        if (!missing.isEmpty()) {
            findings.problem(
                    file, missing.get(0), "Im Diagramm fehlt die Zeichnung für " + missing.size() + " Element(e).");
        }
    }

    /** The ids of what is drawn, and of the process: what a person can click on. */
    private static Set<String> visible(Element root) {
        Set<String> ids = new LinkedHashSet<>();
        for (String kind : List.of("BPMNShape", "BPMNEdge", "BPMNPlane")) {
            NodeList shapes = root.getElementsByTagNameNS(DI, kind);
            for (int i = 0; i < shapes.getLength(); i++) {
                ids.add(((Element) shapes.item(i)).getAttribute("bpmnElement"));
            }
        }
        return ids;
    }

    private static CodeInModels.Tag tag(Element element, Set<String> visible) {
        Map<String, String> plain = new TreeMap<>();
        Map<String, String> camunda = new TreeMap<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (attribute.getNamespaceURI() == null) {
                if (!"id".equals(attribute.getNodeName()) || visible.contains(attribute.getNodeValue())) {
                    plain.put(attribute.getNodeName(), attribute.getNodeValue());
                }
            } else if (CAMUNDA.contains(attribute.getNamespaceURI())) {
                camunda.put(attribute.getLocalName(), attribute.getNodeValue());
            }
        }
        List<CodeInModels.Tag> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                children.add(tag(child, visible));
            }
        }
        return new CodeInModels.Tag(element.getLocalName(), plain, camunda, children, "");
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // nothing a reader of the model has to act on
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    private static String line(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof SAXParseException sax) {
                return " (Zeile " + sax.getLineNumber() + ": " + sax.getMessage() + ")";
            }
        }
        return "";
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
