package org.kimlotse.casework.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casework.Crises;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/** Asking again after a crisis, and the reminder that nobody has acted. */
@Component
class CrisisFields implements FormSection {

    private static final String OVER = "crisisOver";
    private static final String NOTE = "crisisFollowNote";
    private static final String NOTES = "crisisNotes";
    private static final String UNTIL = "crisisUntil";
    private static final String TAKEN_OVER = "crisisTakenOver";
    private static final String TEXT = "crisisText";
    private static final String FOLLOW_FORM = "crisis-follow";
    private static final String TAKEOVER_FORM = "crisis-takeover";

    private final Crises crises;
    private final Compartment compartment;

    CrisisFields(Crises crises, Compartment compartment) {
        this.crises = crises;
        this.compartment = compartment;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                writable(OVER, Type.BOOLEAN),
                writable(NOTE, Type.TEXT),
                writable(TAKEN_OVER, Type.BOOLEAN),
                shown(UNTIL, Type.TEXT),
                shown(NOTES, Type.TEXT),
                shown(TEXT, Type.TEXT));
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new HashMap<>();
        if (!context.processKey().equals(Crises.PROCESS)) {
            return values;
        }
        Crises.Crisis crisis = crises.get(UUID.fromString(context.businessKey()));
        values.put(UNTIL, "Bitte bis %s.".formatted(GermanDates.time(crises.actUntil(crisis))));
        values.put(TEXT, "Fall %s, gemeldet am %s.".formatted(crisis.caseId(), GermanDates.time(crisis.reportedAt())));
        if (wanted.contains(NOTES)) {
            values.put(NOTES, notes(crisis));
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    /** Somebody else of the team may ask again for the case's own manager, and reads nothing of what was heard before. */
    private String notes(Crises.Crisis crisis) {
        if (!compartment.open(crisis.caseId())) {
            return compartment.whyShut(
                    crisis.caseId(),
                    "Was bisher gehört wurde, liest nur das Fallmanagement, das den Fall selbst führt.");
        }
        return crises.notes(crisis.id()).stream()
                .map(note -> "%s: %s".formatted(GermanDates.time(note.at()), Markdown.escape(note.text())))
                .collect(Collectors.joining("\n\n"));
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (context.formKey().equals(FOLLOW_FORM) && input.bool(OVER).isEmpty()) {
            input.reject(OVER, "Ist die Gefahr vorüber? Bitte antworten Sie mit Ja oder Nein.");
        }
        if (context.formKey().equals(TAKEOVER_FORM) && !input.isTrue(TAKEN_OVER)) {
            input.reject(TAKEN_OVER, "Bitte bestätigen Sie, dass sich jetzt jemand kümmert.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        switch (context.formKey()) {
            case TAKEOVER_FORM -> crises.takenOver(UUID.fromString(context.businessKey()));
            case FOLLOW_FORM -> {
                input.text(NOTE).ifPresent(note -> crises.note(UUID.fromString(context.businessKey()), note));
                crises.followedUp(UUID.fromString(context.businessKey()), input.isTrue(OVER));
            }
            default -> {
                // What was done is kept with the answers of the first contact.
            }
        }
        return Answers.none();
    }
}
