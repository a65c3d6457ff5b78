package org.kimlotse.casework.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casework.Crises;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.intake.CrisisAction;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
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
    private static final String EARLY = "crisisEarly";
    private static final String FOLLOW_FORM = "crisis-follow";
    private static final String TAKEOVER_FORM = "crisis-takeover";

    private final Crises crises;
    private final IntakeManagement intake;
    private final Compartment compartment;
    private final Actors actors;
    private final Clock clock;

    CrisisFields(Crises crises, IntakeManagement intake, Compartment compartment, Actors actors, Clock clock) {
        this.crises = crises;
        this.intake = intake;
        this.compartment = compartment;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                writable(OVER, Type.BOOLEAN),
                writable(NOTE, Type.TEXT),
                writable(TAKEN_OVER, Type.BOOLEAN),
                shown(UNTIL, Type.TEXT),
                shown(NOTES, Type.TEXT),
                shown(EARLY, Type.TEXT),
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
        values.put(
                TEXT,
                "Fall %s, gemeldet am %s.%s"
                        .formatted(
                                crisis.caseId(),
                                GermanDates.time(crisis.reportedAt()),
                                context.formKey().equals(TAKEOVER_FORM) ? missing(crisis) : ""));
        if (wanted.contains(NOTES)) {
            values.put(NOTES, notes(crisis));
        }
        if (wanted.contains(EARLY)) {
            values.put(
                    EARLY,
                    tooEarly(context)
                            .map(("**Nachgefragt wird am %s.** Ist die Gefahr schon heute vorüber, schreiben Sie bitte"
                                    + " auf, woran Sie das sehen.")::formatted)
                            .orElse(""));
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    private String missing(Crises.Crisis crisis) {
        Instant acted = crisis.actedAt();
        return acted == null
                ? " Seit mehr als %d Minuten ist nichts eingetragen."
                        .formatted(crises.limit().toMinutes())
                : " Gehandelt wurde am %s; am nächsten Arbeitstag hat niemand nachgefragt."
                        .formatted(GermanDates.time(acted));
    }

    /** The day on which to ask, if that is not come yet. */
    private Optional<String> tooEarly(FormContext context) {
        return Optional.ofNullable(context.variables().get(CaseVariables.DEADLINE.name()))
                .map(CaseVariables.DEADLINE::typed)
                .filter(BusinessCalendar.today(clock)::isBefore)
                .map(GermanDates::weekday);
    }

    private record Heard(Instant at, String by, String text) {}

    /**
     * What was done and heard. Somebody else of the team may act and ask again for the case's own manager, and reads of it what
     * they wrote themselves.
     */
    private String notes(Crises.Crisis crisis) {
        boolean inside = compartment.open(crisis.caseId());
        String heard = Stream.concat(
                        intake.crisisResponses(crisis.caseId()).stream()
                                .filter(done -> !done.at().isBefore(crisis.reportedAt()))
                                .map(done -> new Heard(
                                        done.at(),
                                        done.by(),
                                        done.actions().stream()
                                                        .sorted()
                                                        .map(CrisisAction::label)
                                                        .collect(Collectors.joining(", "))
                                                + ". " + done.informed())),
                        crises.notes(crisis.id()).stream().map(note -> new Heard(note.at(), note.by(), note.text())))
                .filter(line -> inside || line.by().equals(actors.currentId()))
                .map(line -> "%s%s: %s"
                        .formatted(
                                GermanDates.time(line.at()),
                                line.by().isEmpty() ? "" : ", " + actors.displayName(line.by()),
                                Markdown.escape(line.text())))
                .collect(Collectors.joining("\n\n"));
        return inside || !heard.isEmpty()
                ? heard
                : compartment.whyShut(
                        crisis.caseId(),
                        "Was bisher getan und gehört wurde, liest nur das Fallmanagement, das den Fall selbst führt.");
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (context.formKey().equals(FOLLOW_FORM) && input.bool(OVER).isEmpty()) {
            input.reject(OVER, "Ist die Gefahr vorüber? Bitte antworten Sie mit Ja oder Nein.");
        }
        if (context.formKey().equals(FOLLOW_FORM)
                && input.isTrue(OVER)
                && input.text(NOTE).isEmpty()) {
            tooEarly(context)
                    .ifPresent(day -> input.reject(
                            NOTE,
                            "Nachgefragt wird am %s. Woran sehen Sie, dass die Gefahr schon heute vorüber ist?"
                                    .formatted(day)));
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
