package org.kimlotse.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BindingDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * DRL is Java and Java may do anything; a rule of Lotse may only look at facts and insert findings. So the parsed rules
 * are held against a short list of what a rule needs, and everything else is refused: other imports, functions, globals,
 * declared types, queries, eval, attributes, any statement but {@code insert( … );}, any type that is not on the list,
 * reflection, fully qualified names.
 */
final class RuleSafety {

    private static final Pattern PACKAGE = Pattern.compile("rules(\\.[a-z][a-z0-9_]*)*");

    private static final Pattern FACT = Pattern.compile("org\\.kimlotse\\.[a-z]+\\.facts\\.[A-Z][A-Za-z0-9]*");

    private static final Set<String> OTHER_TYPES = Set.of(
            "org.kimlotse.rulebook.AsOf",
            "org.kimlotse.rulebook.Dated",
            "org.kimlotse.rulebook.Found",
            "org.kimlotse.rulebook.Parameter",
            "org.kimlotse.shared.BusinessCalendar",
            "org.kimlotse.shared.Municipality",
            "org.kimlotse.shared.Rechtskreis",
            "java.time.LocalDate",
            "java.util.List",
            "java.util.Set");

    /** The one priority there is: rules that look at all that others derived ("everything else", "at most") come last. */
    private static final String ELSE = "-99";

    /** Of java.lang, which needs no import, only these. */
    private static final Set<String> ALWAYS_KNOWN = Set.of("String", "Integer", "Long", "Boolean", "Number", "Math");

    /** What an accumulate yields. */
    private static final Set<String> ACCUMULATED = Set.of("Object", "Object[]", "Number", "Comparable");

    private static final Set<String> ACCUMULATE_FUNCTIONS =
            Set.of("count", "sum", "min", "max", "collectList", "collectSet");

    private static final Set<String> FORBIDDEN_MEMBERS = Set.of(
            "class",
            "getClass",
            "forName",
            "getClassLoader",
            "wait",
            "notify",
            "notifyAll",
            "finalize",
            "invoke",
            "repeat",
            "format",
            "formatted",
            "join");

    private static final Set<String> CONSEQUENCE_KEYWORDS = Set.of("true", "false", "null", "new");

    private static final Set<String> CONSTRAINT_FORBIDDEN = Set.of(
            "eval",
            "new",
            "with",
            "import",
            "import_static",
            "def",
            "function",
            "proto",
            "if",
            "else",
            "while",
            "for",
            "foreach",
            "do",
            "until",
            "return",
            "assert",
            "switch",
            "isdef",
            "var",
            "untyped",
            "drools",
            "kcontext");

    private final Set<String> types = new HashSet<>(ALWAYS_KNOWN);
    private final List<Violation> violations = new ArrayList<>();

    private final String[] lines;

    private RuleSafety(String drl) {
        lines = drl.split("\n", -1);
    }

    /** @param line 1-based line of the parsed DRL, or 0 */
    record Violation(int line, String message) {}

    /** What in a parsed file is not allowed; empty if it is safe. */
    static List<Violation> violations(PackageDescr file, String drl) {
        RuleSafety safety = new RuleSafety(drl);
        safety.checkText();
        safety.checkHead(file);
        file.getRules().forEach(safety::checkRule);
        return safety.violations;
    }

    private void refuse(int line, String message) {
        violations.add(new Violation(Math.max(line, 0), message));
    }

    private void checkText() {
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].contains("\\u")) {
                refuse(i + 1, "Zeichenfolgen mit \\u sind nicht erlaubt; Umlaute bitte direkt schreiben.");
            }
        }
    }

    private void checkHead(PackageDescr file) {
        if (!PACKAGE.matcher(file.getName()).matches()) {
            refuse(
                    1,
                    "Die Datei muss mit „package rules…“ (Tabelle: RuleSet) beginnen, nicht mit „" + file.getName()
                            + "“.");
        }
        for (ImportDescr wanted : file.getImports()) {
            String target = wanted.getTarget();
            if (FACT.matcher(target).matches() || OTHER_TYPES.contains(target)) {
                types.add(target.substring(target.lastIndexOf('.') + 1));
            } else {
                refuse(wanted.getLine(), "Import nicht erlaubt: " + target);
            }
        }
        refuseAny(file.getFunctionImports(), "Funktions-Importe sind nicht erlaubt.");
        refuseAny(file.getAccumulateImports(), "Eigene Sammelfunktionen sind nicht erlaubt.");
        refuseAny(file.getFunctions(), "„function“ ist nicht erlaubt.");
        refuseAny(file.getGlobals(), "„global“ ist nicht erlaubt; Regeln sehen nur Tatsachen.");
        refuseAny(file.getTypeDeclarations(), "„declare“ ist nicht erlaubt.");
        refuseAny(file.getEnumDeclarations(), "„declare enum“ ist nicht erlaubt.");
        refuseAny(file.getEntryPointDeclarations(), "„declare entry-point“ ist nicht erlaubt.");
        refuseAny(file.getWindowDeclarations(), "„declare window“ ist nicht erlaubt.");
        if (file.getUnit() != null) {
            refuse(1, "„unit“ ist nicht erlaubt.");
        }
        file.getAttributes().forEach(this::checkAttribute);
    }

    private void refuseAny(Iterable<? extends BaseDescr> descriptions, String message) {
        descriptions.forEach(d -> refuse(d.getLine(), message));
    }

    private void checkAttribute(AttributeDescr attribute) {
        boolean javaDialect =
                attribute.getName().equals("dialect") && attribute.getValue().equals("java");
        boolean elseRule =
                attribute.getName().equals("salience") && attribute.getValue().equals(ELSE);
        if (!javaDialect && !elseRule) {
            refuse(
                    attribute.getLine(),
                    "Das Attribut „" + attribute.getName() + " " + attribute.getValue()
                            + "“ ist nicht erlaubt; Regeln dürfen nicht von der Reihenfolge abhängen.");
        }
    }

    private void checkRule(RuleDescr rule) {
        int line = rule.getLine();
        if (rule.isQuery()) {
            refuse(line, "„query“ ist nicht erlaubt.");
            return;
        }
        if (rule.getParentName() != null) {
            refuse(line, "„extends“ ist nicht erlaubt.");
        }
        for (String annotation : rule.getAnnotationNames()) {
            if (!RuleDating.isAnnotation(annotation)) {
                refuse(line, "Nicht erlaubt: @" + annotation + ".");
            }
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            refuse(line, "Benannte Folgen sind nicht erlaubt.");
        }
        rule.getAttributes().values().forEach(this::checkAttribute);
        checkCondition(rule.getLhs());
        if (rule.getConsequence() instanceof String consequence) {
            int before = violations.size();
            checkConsequence(consequence, firstLineOf(rule));
            if (violations.size() > before + 1) {
                // The first says enough; what follows is only its remainder.
                violations.subList(before + 1, violations.size()).clear();
            }
        }
    }

    /** The line on which the consequence begins: that of "then", or the next if nothing follows there. */
    private int firstLineOf(RuleDescr rule) {
        int then = rule.getConsequenceLine();
        boolean nothingFollows =
                then >= 1 && then <= lines.length && lines[then - 1].strip().endsWith("then");
        return nothingFollows ? then + 1 : then;
    }

    // ---- when ------------------------------------------------------------------------------------------------

    private void checkCondition(@Nullable Object condition) {
        if (condition == null) {
            return;
        }
        if (condition instanceof PatternDescr pattern) {
            checkPattern(pattern);
        } else if (condition instanceof AndDescr
                || condition instanceof OrDescr
                || condition instanceof NotDescr
                || condition instanceof ExistsDescr
                || condition instanceof ForallDescr) {
            ((ConditionalElementDescr) condition).getDescrs().forEach(this::checkCondition);
        } else if (condition instanceof AccumulateDescr accumulate) {
            checkAccumulate(accumulate);
        } else {
            refuse(line(condition), "Diese Bedingung ist nicht erlaubt (zum Beispiel „eval“).");
        }
    }

    private void checkPattern(PatternDescr pattern) {
        int line = pattern.getLine();
        Object source = pattern.getSource();
        boolean accumulates = source instanceof AccumulateDescr;
        if (!(types.contains(pattern.getObjectType())
                        && !pattern.getObjectType().equals("Found"))
                && !(accumulates && ACCUMULATED.contains(pattern.getObjectType()))) {
            refuse(line, "Unbekannte oder nicht erlaubte Tatsache: " + pattern.getObjectType());
        }
        if (!pattern.getBehaviors().isEmpty() || !pattern.getAnnotationNames().isEmpty() || pattern.isQuery()) {
            refuse(line, "Fenster, Annotationen und Abfragen sind nicht erlaubt.");
        }
        if (accumulates) {
            checkAccumulate((AccumulateDescr) source);
        } else if (source instanceof CollectDescr collect) {
            checkCondition(collect.getInputPattern());
        } else if (source instanceof FromDescr from) {
            checkExpression(from.getExpression(), line);
        } else if (source != null) {
            refuse(line, "Diese Quelle ist nicht erlaubt.");
        }
        pattern.getDescrs().forEach(c -> checkConstraint(c, line));
    }

    private void checkConstraint(BaseDescr constraint, int line) {
        if (constraint instanceof ExprConstraintDescr expression) {
            checkExpression(expression.getExpression(), line);
        } else if (constraint instanceof BindingDescr binding) {
            checkExpression(binding.getExpression(), line);
        } else if (constraint instanceof ConditionalElementDescr nested) {
            nested.getDescrs().forEach(c -> checkConstraint((BaseDescr) c, line));
        } else {
            refuse(line, "Diese Bedingung ist nicht erlaubt.");
        }
    }

    private void checkAccumulate(AccumulateDescr accumulate) {
        int line = accumulate.getLine();
        if (!accumulate.isExternalFunction() && accumulate.getFunctions().isEmpty()
                || isCode(accumulate.getInitCode())
                || isCode(accumulate.getActionCode())
                || isCode(accumulate.getReverseCode())
                || isCode(accumulate.getResultCode())) {
            refuse(line, "accumulate nur mit fertigen Funktionen: " + new java.util.TreeSet<>(ACCUMULATE_FUNCTIONS));
        }
        for (AccumulateDescr.AccumulateFunctionCallDescr call : accumulate.getFunctions()) {
            if (!ACCUMULATE_FUNCTIONS.contains(call.getFunction())) {
                refuse(line, "Sammelfunktion nicht erlaubt: " + call.getFunction());
            }
            for (String parameter : call.getParams()) {
                checkExpression(parameter, line);
            }
        }
        checkCondition(accumulate.getInput());
    }

    private static boolean isCode(@Nullable String code) {
        return code != null && !code.isBlank();
    }

    private static int line(Object descr) {
        return descr instanceof BaseDescr base ? base.getLine() : 0;
    }

    private void checkExpression(@Nullable String expression, int line) {
        if (expression == null) {
            return;
        }
        BiConsumer<Code, Code> look = (token, before) -> {
            if (token.isWord()) {
                if (CONSTRAINT_FORBIDDEN.contains(token.text()) && !before.is(".")) {
                    refuse(line, "In einer Bedingung nicht erlaubt: " + token.text());
                }
                checkWord(token, before, line);
            } else if (token.is(";")
                    || token.is("{")
                    || token.is("}")
                    || token.is("=")
                    || token.is("@")
                    || token.is("#")
                    || token.is("`")
                    || token.is("\\")) {
                refuse(line, "In einer Bedingung nicht erlaubt: " + token.text());
            }
        };
        eachToken(expression, look, line);
    }

    /** Types must be on the list; a type after a dot is allowed only inside a listed type. */
    private void checkWord(Code token, Code before, int line) {
        String word = token.text();
        if (before.is(".")) {
            if (FORBIDDEN_MEMBERS.contains(word)) {
                refuse(line, "Nicht erlaubt: ." + word);
            } else if (isTypeName(word) && !types.contains(before.owner())) {
                refuse(line, "Vollständige Klassennamen sind nicht erlaubt: " + before.owner() + "." + word);
            }
        } else if (isTypeName(word) && !types.contains(word)) {
            refuse(line, "Nicht erlaubt: " + word);
        }
    }

    private static boolean isTypeName(String word) {
        return Character.isUpperCase(word.charAt(0)) && !word.startsWith("$");
    }

    // ---- then ------------------------------------------------------------------------------------------------

    /** Nothing but {@code insert( expression );}, any number of times. */
    private void checkConsequence(String consequence, int firstLine) {
        int[] depth = {0};
        BiConsumer<Code, Code> look = (token, before) -> {
            int line = firstLine + token.line();
            if (token.is("(")) {
                if (depth[0] == 0 && !before.is("insert")) {
                    refuse(line, "Eine Regel darf nur insert( … ); schreiben.");
                }
                depth[0]++;
            } else if (token.is(")")) {
                depth[0]--;
            } else if (depth[0] == 0) {
                if (!token.is("insert") && !token.is(";")) {
                    refuse(line, "Eine Regel darf nur insert( … ); schreiben, nicht „" + token.text() + "“.");
                }
            } else if (token.isWord()) {
                String word = token.text();
                boolean variable = word.startsWith("$");
                if (!before.is(".") && !variable && !isTypeName(word) && !CONSEQUENCE_KEYWORDS.contains(word)) {
                    refuse(line, "In einer Folge nicht erlaubt: " + word);
                } else {
                    checkWord(token, before, line);
                }
            } else if (!token.isLiteral() && !ALLOWED_SIGNS.contains(token.text())) {
                refuse(line, "In einer Folge nicht erlaubt: " + token.text());
            }
        };
        eachToken(consequence, look, firstLine);
    }

    private static final Set<String> ALLOWED_SIGNS =
            Set.of(".", ",", "+", "-", "*", "/", "%", "?", ":", "!", "<", ">", "==", "!=", "<=", ">=", "&&", "||");

    // ---- words and signs -------------------------------------------------------------------------------------

    /**
     * @param line lines after the first
     * @param owner for a dot: the word before it
     */
    private record Code(String text, Sort sort, int line, String owner) {
        enum Sort {
            WORD,
            LITERAL,
            SIGN
        }

        boolean is(String other) {
            return sort != Sort.LITERAL && text.equals(other);
        }

        boolean isWord() {
            return sort == Sort.WORD;
        }

        boolean isLiteral() {
            return sort == Sort.LITERAL;
        }
    }

    private static final Pattern TOKEN = Pattern.compile(
            """
            (?<blank>\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/)\
            |(?<text>"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')\
            |(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)\
            |(?<number>[0-9][0-9_]*[LlIBb]?)\
            |(?<sign>==|!=|<=|>=|&&|\\|\\||->|::|\\+\\+|--|.)""");

    /** Longer numbers are no days, ages or counts. */
    private static final int LONGEST_NUMBER = 5;

    private void eachToken(String code, BiConsumer<Code, Code> look, int firstLine) {
        var matcher = TOKEN.matcher(code);
        Code before = new Code("", Code.Sort.SIGN, 0, "");
        int at = 0;
        int line = 0;
        while (at < code.length()) {
            matcher.region(at, code.length());
            if (!matcher.lookingAt()) {
                refuse(firstLine + line, "Unlesbares Zeichen in der Regel.");
                return;
            }
            String text = matcher.group();
            if (matcher.group("blank") == null) {
                Code.Sort sort = matcher.group("word") != null
                        ? Code.Sort.WORD
                        : matcher.group("sign") != null ? Code.Sort.SIGN : Code.Sort.LITERAL;
                if (matcher.group("number") != null && text.length() > LONGEST_NUMBER) {
                    refuse(firstLine + line, "Zahl zu groß: " + text);
                }
                Code token = new Code(text, sort, line, before.text());
                look.accept(token, before);
                before = token;
            }
            line += (int) text.chars().filter(c -> c == '\n').count();
            at = matcher.end();
        }
    }
}
