package org.kimlotse.handover;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/** What Lotse dropped and what somebody did about it. A task is not finished while the same thing still stands. */
@Component
class IncidentForms implements FormSection {

    private static final String TEXT = "incidentText";
    private static final String REPEATABLE = "incidentRepeatable";
    private static final String REPEAT = "incidentRepeat";
    private static final String NOTE = "incidentNote";

    private static final List<FormField> FIELDS = List.of(
            FormField.shown(TEXT, Type.TEXT),
            FormField.shown(REPEATABLE, Type.BOOLEAN),
            FormField.writable(REPEAT, Type.BOOLEAN),
            FormField.writable(NOTE, Type.TEXT));

    private final SystemIncidents incidents;
    private final IncidentCauses causes;

    IncidentForms(SystemIncidents incidents, IncidentCauses causes) {
        this.incidents = incidents;
        this.causes = causes;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        incident(context).ifPresent(i -> {
            values.put(TEXT, text(i));
            values.put(REPEATABLE, causes.repeatable(i));
        });
        values.keySet().retainAll(wanted);
        return values;
    }

    private String text(SystemIncident i) {
        String letter = causes.waitingLetter(i)
                .map(l -> "\n\n[Schreiben öffnen](%s): drucken, verschicken und dort den Tag vermerken."
                        .formatted(l.path()))
                .orElse("");
        return "**%s**\n\n%s%s\n\n%s, zuletzt %s, %d-mal. Kennung: %s"
                .formatted(
                        i.kind().label(),
                        Markdown.escape(i.summary()),
                        letter,
                        GermanDates.time(i.openedAt()),
                        GermanDates.time(i.lastSeenAt()),
                        i.occurrences(),
                        Markdown.escape(i.reference()));
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Optional<SystemIncident> incident = incident(context).filter(SystemIncident::open);
        if (incident.isEmpty()) {
            return;
        }
        input.requireText(NOTE, "Was getan wurde, fehlt.");
        SystemIncident open = incident.get();
        if (open.kind() == SystemIncident.Kind.JOB_FAILED && !input.isTrue(REPEAT) && !causes.gone(open)) {
            input.reject(
                    REPEAT,
                    "Der Schritt steht noch. Bitte beheben Sie die Ursache und lassen Sie ihn noch einmal versuchen.");
        }
        if (causes.waitingLetter(open).isPresent()) {
            input.reject("", "Bitte vermerken Sie zuerst auf dem Schreiben, wann es verschickt oder übergeben wurde.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        incident(context).filter(SystemIncident::open).ifPresent(i -> {
            if (input.isTrue(REPEAT) && causes.repeatable(i)) {
                causes.repeat(i);
            }
            causes.settle(i);
            incidents.close(i.id(), input.text(NOTE).orElse(""));
        });
        return Answers.none();
    }

    private Optional<SystemIncident> incident(FormContext context) {
        return context.processKey().equals(IncidentWatch.PROCESS)
                ? incidents.find(UUID.fromString(context.businessKey()))
                : Optional.empty();
    }
}
