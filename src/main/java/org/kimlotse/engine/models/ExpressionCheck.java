package org.kimlotse.engine.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.kimlotse.engine.guard.TaskBeans;
import org.kimlotse.engine.guard.VariableGate;
import org.springframework.stereotype.Component;

/** Whether an expression of a model will find everything it names, asked of the tree the engine's own parser makes. */
@Component
class ExpressionCheck {

    private static final Set<String> IN_SCOPE = Set.of("execution", "task", "authenticatedUserId");
    private static final Set<String> FUNCTIONS = Set.of("currentUser", "currentUserGroups", "now", "dateTime");

    private final TaskBeans beans;
    private final VariableGate variables;
    private final Builder parser = new Builder(Builder.Feature.METHOD_INVOCATIONS);

    ExpressionCheck(TaskBeans beans, VariableGate variables) {
        this.beans = beans;
        this.variables = variables;
    }

    static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** What is wrong with the expression, German; empty if nothing is. */
    List<String> problems(String expression) {
        List<String> found = new ArrayList<>();
        try {
            visit(parser.build(expression).getRoot(), expression, found);
        } catch (TreeBuilderException e) {
            found.add("Der Ausdruck " + expression + " ist nicht lesbar (Stelle " + e.getPosition() + ").");
        }
        return found;
    }

    /** True if the expression is one call of a bean's method. */
    boolean isCall(String expression) {
        try {
            Node root = parser.build(expression).getRoot();
            return root.getCardinality() == 1 && root.getChild(0) instanceof AstMethod;
        } catch (TreeBuilderException e) {
            return false;
        }
    }

    private void visit(Node node, String expression, List<String> found) {
        if (node instanceof AstMethod call) {
            call(call, expression, found);
            return;
        }
        if (node instanceof AstDot property) {
            property(property, expression, found);
            return;
        }
        if (node instanceof AstIdentifier identifier) {
            identifier(identifier.getName(), expression, found);
        }
        if (node instanceof AstFunction function && !FUNCTIONS.contains(function.getName())) {
            found.add("Die Funktion \"" + function.getName() + "\" im Ausdruck " + expression + " gibt es nicht.");
        }
        children(node, expression, found);
    }

    private void children(Node node, String expression, List<String> found) {
        for (int i = 0; i < node.getCardinality(); i++) {
            visit(node.getChild(i), expression, found);
        }
    }

    private void call(AstMethod call, String expression, List<String> found) {
        Node target = call.getChild(0);
        Optional<String> bean = target instanceof AstDot dot && dot.getChild(0) instanceof AstIdentifier identifier
                ? Optional.of(identifier.getName())
                : Optional.empty();
        if (bean.isEmpty()) {
            found.add("Der Ausdruck " + expression + " ruft etwas anderes auf als einen Baustein (…Tasks).");
            return;
        }
        String method = name((AstDot) target);
        if (beans.find(bean.get()).isEmpty()) {
            found.add("Den Baustein \"" + bean.get() + "\" im Ausdruck " + expression + " gibt es nicht.");
        } else {
            Node parameters = call.getChild(1);
            int arity = parameters.getCardinality();
            List<List<Class<?>>> signatures = beans.signatures(bean.get(), method);
            if (signatures.isEmpty()) {
                found.add("Der Baustein \"" + bean.get() + "\" kennt keinen Schritt \"" + method + "\".");
            } else if (signatures.stream().noneMatch(types -> types.size() == arity)) {
                found.add("Der Schritt \"%s.%s\" erwartet eine andere Zahl von Angaben als %d."
                        .formatted(bean.get(), method, arity));
            }
            children(parameters, expression, found);
        }
    }

    private static void property(AstDot property, String expression, List<String> found) {
        boolean businessKey = property.getChild(0) instanceof AstIdentifier base
                && base.getName().equals("execution")
                && name(property).equals("processBusinessKey");
        if (!businessKey) {
            found.add("Der Ausdruck " + expression + " greift auf \"" + name(property)
                    + "\" zu; erlaubt sind Variablen, Bausteine (…Tasks) und execution.processBusinessKey.");
        }
    }

    private void identifier(String name, String expression, List<String> found) {
        if (!IN_SCOPE.contains(name) && !variables.isDeclared(name) && !variables.isEngineCounter(name)) {
            found.add("Die Angabe \"" + name + "\" im Ausdruck " + expression + " ist nicht angemeldet.");
        }
    }

    /** The node keeps its name to itself; it prints as {@code ". name"}. */
    private static String name(AstDot dot) {
        return dot.toString().replaceFirst("^\\.\\s*", "");
    }
}
