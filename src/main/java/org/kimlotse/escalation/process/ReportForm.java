package org.kimlotse.escalation.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.escalation.BottleneckReporting;
import org.springframework.stereotype.Component;

/** "Engpass melden" on the forms of case work. */
@Component
class ReportForm implements FormSection {

    private static final String REPORTED = "bottleneckReported";
    private static final String HOP = "bottleneckReportHop";
    private static final String HOPS = "bottleneckReportHopOptions";
    private static final String TEXT = "bottleneckReportText";

    private final BottleneckReporting reporting;

    ReportForm(BottleneckReporting reporting) {
        this.reporting = reporting;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.writable(REPORTED, Type.BOOLEAN),
                FormField.shown(HOPS, Type.OPTIONS),
                FormField.writable(HOP, Type.CHOICE),
                FormField.writable(TEXT, Type.TEXT));
    }

    /** Nothing is filled in: a report is made once, not edited. */
    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        return wanted.contains(HOPS)
                ? Map.of(
                        HOPS,
                        reporting.steps(context.requireCase()).entrySet().stream()
                                .map(step ->
                                        Map.of("label", step.getKey() + " " + step.getValue(), "value", step.getKey()))
                                .toList())
                : Map.of();
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (input.isTrue(REPORTED)) {
            input.requireText(HOP, "An welchem Schritt hakt es?");
            input.requireText(TEXT, "Beschreiben Sie in einem Satz, was nicht funktioniert.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        if (input.isTrue(REPORTED)) {
            reporting.report(
                    context.requireCase(),
                    input.text(HOP).orElseThrow(),
                    input.text(TEXT).orElseThrow(),
                    context.userId());
        }
        return Answers.none();
    }

    @Override
    public int order() {
        return 200;
    }
}
