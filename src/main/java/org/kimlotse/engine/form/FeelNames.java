package org.kimlotse.engine.form;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The variables a FEEL text names, read off the tree that Camunda's own FEEL parser makes. Local names (of a {@code for},
 * of a row in a loop) are among them; nobody knows a value for those, so they do no harm.
 */
final class FeelNames {

    /** The tags of form-js' text templates: {@code {{x}}}, {@code {{#if x}}}, {@code {{#loop xs}}}, {@code {{/if}}}. */
    private static final Pattern TEMPLATE_TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

    private FeelNames() {}

    /** @param broken what could not be parsed, or null */
    record Result(Set<String> names, @Nullable String broken) {}

    /** The names in a property of a form: an expression if it begins with {@code =}, else a template, else none. */
    static Result in(String text) {
        Set<String> names = new TreeSet<>();
        if (text.startsWith("=")) {
            return parse(text.substring(1), names)
                    .map(broken -> new Result(names, broken))
                    .orElseGet(() -> new Result(names, null));
        }
        Matcher tag = TEMPLATE_TAG.matcher(text);
        while (tag.find()) {
            String inner = tag.group(1).strip();
            if (inner.startsWith("/")) {
                continue;
            }
            String expression = inner.startsWith("#") ? inner.replaceFirst("^#\\s*\\w+\\s+", "") : inner;
            Optional<String> broken = parse(expression, names);
            if (broken.isPresent()) {
                return new Result(names, broken.get());
            }
        }
        return new Result(names, null);
    }

    private static Optional<String> parse(String expression, Set<String> names) {
        ParseResult result = FEEL.parseExpression(expression);
        if (result.isFailure()) {
            return Optional.of(expression.strip());
        }
        collect(result.parsedExpression().expression(), names);
        return Optional.empty();
    }

    private static void collect(Object node, Set<String> names) {
        if (node instanceof Ref ref) {
            names.add(ref.names().head());
        } else if (node instanceof Iterable<?> many) {
            Iterator<?> each = many.iterator();
            while (each.hasNext()) {
                collect(each.next(), names);
            }
        } else if (node instanceof Product product) {
            for (int i = 0; i < product.productArity(); i++) {
                collect(product.productElement(i), names);
            }
        }
    }
}
