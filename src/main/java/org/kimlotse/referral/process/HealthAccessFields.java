package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

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
import org.kimlotse.referral.HealthAccess;
import org.kimlotse.referral.HealthAccess.Verdict;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/** Two people look at an access to the health compartment; nothing of its content is shown here. */
@Component
class HealthAccessFields implements FormSection {

    private static final String TEXT = "accessText";
    private static final String VERDICT = "accessVerdict";
    private static final String NOTE = "accessVerdictNote";
    private static final String REPORTED = "accessIncidentReported";
    private static final String BY_COORDINATION = "userTask_reviewAsCoordination";
    private static final int LONGEST = 2_000;

    private final HealthAccesses accesses;
    private final Actors actors;

    HealthAccessFields(HealthAccesses accesses, Actors actors) {
        this.accesses = accesses;
        this.actors = actors;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                shown(TEXT, Type.TEXT),
                writable(VERDICT, Type.CHOICE),
                writable(NOTE, Type.TEXT),
                writable(REPORTED, Type.BOOLEAN));
    }

    @Override
    public int order() {
        return 200;
    }

    private static boolean here(FormContext context) {
        return context.processKey().equals(HealthAccesses.PROCESS);
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!here(context) || !wanted.contains(TEXT)) {
            return values;
        }
        HealthAccess access = accesses.get(UUID.fromString(context.businessKey()));
        values.put(
                TEXT,
                "Fall %s: **%s** hat am %s den vertraulichen Bereich geöffnet, offen bis %s.\n\nBegründung: %s"
                        .formatted(
                                access.caseId(),
                                Markdown.escape(actors.displayName(access.userId())),
                                GermanDates.time(access.openedAt()),
                                GermanDates.time(access.until()),
                                Markdown.escape(accesses.reason(access.id()))));
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (!here(context)) {
            input.reject("", "Diese Angaben gehören zu einem Notzugriff.");
            return;
        }
        HealthAccess access = accesses.get(UUID.fromString(context.businessKey()));
        if (access.userId().equals(actors.currentId())) {
            input.reject("", "Wer selbst hineingesehen hat, prüft es nicht. Bitte geben Sie die Aufgabe weiter.");
            return;
        }
        Optional<Verdict> verdict = input.choice(VERDICT, Verdict.class);
        if (verdict.isEmpty()) {
            input.reject(VERDICT, "War der Zugriff gerechtfertigt?");
        }
        input.limit(NOTE, LONGEST);
        if (verdict.filter(v -> v == Verdict.NOT_JUSTIFIED).isPresent()) {
            input.requireText(NOTE, "Bitte schreiben Sie, warum der Zugriff nicht gerechtfertigt war.");
            if (byCoordination(context) && !input.isTrue(REPORTED)) {
                input.reject(REPORTED, "Bitte melden Sie den Vorfall zuerst dem behördlichen Datenschutz.");
            }
        }
    }

    private static boolean byCoordination(FormContext context) {
        return context.taskKey().equals(BY_COORDINATION);
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        UUID id = UUID.fromString(context.businessKey());
        Verdict verdict = input.choice(VERDICT, Verdict.class).orElseThrow();
        String note = input.text(NOTE).orElse("");
        if (byCoordination(context)) {
            accesses.reviewedByCoordination(id, verdict, note);
        } else {
            accesses.reviewedByManager(id, verdict, note);
        }
        return Answers.none();
    }
}
