package org.kimlotse.casework.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.process.CaseworkProcess.ChangeDecision;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** What changed in the case, and whether it is assessed anew. */
@Component
class ChangeFields implements FormSection {

    private static final String OCCASION = "changesText";
    private static final String OPTIONS = "changeOptions";
    private static final String SEEN = "changesSeen";
    private static final String DECISION = "changeDecision";
    private static final String WHY = "changeReason";
    private static final int LONGEST = 2_000;

    private final CaseChanges changes;
    private final Cases cases;

    ChangeFields(CaseChanges changes, Cases cases) {
        this.changes = changes;
        this.cases = cases;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                shown(OCCASION, Type.TEXT),
                shown(OPTIONS, Type.OPTIONS),
                writable(SEEN, Type.CHOICES),
                writable(DECISION, Type.CHOICE),
                writable(WHY, Type.TEXT));
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new HashMap<>();
        List<CaseChange> open = changes.shownOpen(context.requireCase());
        if (wanted.contains(OCCASION)) {
            values.put(
                    OCCASION,
                    AccompanyFields.bullets(
                            open.stream().map(CaseChange::sentence).toList()));
        }
        if (wanted.contains(OPTIONS)) {
            values.put(
                    OPTIONS,
                    open.stream()
                            .map(change -> Map.<String, Object>of(
                                    "label",
                                    change.sentence(),
                                    "value",
                                    change.id().toString()))
                            .toList());
        }
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        var file = cases.get(caseId);
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        Optional<ChangeDecision> decision = input.choice(DECISION, ChangeDecision.class);
        if (decision.isEmpty()) {
            input.reject(DECISION, "Wird die Lage neu bewertet?");
            return;
        }
        if (decision.get() == ChangeDecision.REASSESS) {
            if (!changes.canReassess(caseId)) {
                input.reject(
                        DECISION,
                        "Der Fall wird gerade bewertet oder vereinbart. Bitte führen Sie diese Aufgabe zuerst zu Ende.");
            }
            return;
        }
        List<String> seen = input.choices(SEEN);
        List<String> unseen = changes.shownOpen(caseId).stream()
                .filter(change -> !seen.contains(change.id().toString()))
                .map(CaseChange::sentence)
                .toList();
        if (!unseen.isEmpty()) {
            input.reject(SEEN, "Bitte prüfen Sie auch: " + String.join("; ", unseen) + ".");
        }
        input.requireText(WHY, "Bitte schreiben Sie kurz, warum die Lage nicht neu bewertet werden muss.");
        input.limit(WHY, LONGEST);
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        ChangeDecision decision = input.choice(DECISION, ChangeDecision.class).orElseThrow();
        if (decision == ChangeDecision.NOT_NEEDED) {
            changes.notNeeded(
                    caseId,
                    input.choices(SEEN).stream().map(UUID::fromString).toList(),
                    input.text(WHY).orElse(""));
        }
        return Answers.of(CaseworkProcess.CHANGE_DECISION, decision);
    }
}
