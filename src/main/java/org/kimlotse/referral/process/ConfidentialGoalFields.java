package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.goals.ConfidentialGoal;
import org.kimlotse.referral.Health;
import org.kimlotse.referral.HealthGoals;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The goal told in confidence, on whichever form it is asked for; on a form of the team it is there for one person only. */
@Component
class ConfidentialGoalFields implements FormSection {

    private static final String GOAL = "confidentialGoal";
    private static final String SIGN = "confidentialGoalSign";
    private static final String DUE = "confidentialGoalBy";
    private static final String OUTCOME = "confidentialGoalOutcome";
    private static final String WORDS = "confidentialGoalWords";

    /** Whether the one who looks may be told and asked. */
    private static final String ASKED = "confidentialGoalAsked";

    private static final int LONGEST_WORDS = 4_000;

    /** As a goal of the agreement. */
    private static final int LONGEST_GOAL = 300;

    private enum Outcome {
        REACHED,
        PARTLY,
        NOT_REACHED
    }

    private static final List<FormField> FIELDS = List.of(
            shown(ASKED, Type.BOOLEAN),
            writable(GOAL, Type.TEXT),
            writable(SIGN, Type.TEXT),
            writable(DUE, Type.DATE),
            writable(OUTCOME, Type.CHOICE),
            writable(WORDS, Type.TEXT));

    private final HealthGoals goals;
    private final Health health;
    private final Clock clock;

    ConfidentialGoalFields(HealthGoals goals, Health health, Clock clock) {
        this.goals = goals;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    /** Before the version is signed. */
    @Override
    public int order() {
        return 120;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<CaseId> caseId = context.caseId().filter(health::open);
        values.put(ASKED, caseId.isPresent());
        caseId.flatMap(goals::latest).ifPresent(told -> {
            values.put(GOAL, told.goal());
            values.put(SIGN, told.sign());
            LocalDate dueOn = told.dueOn();
            if (dueOn != null) {
                values.put(DUE, dueOn);
            }
        });
        caseId.flatMap(goals::inForce).ifPresent(agreed -> {
            values.put(OUTCOME, agreed.outcome());
            values.put(WORDS, agreed.words());
        });
        values.values().removeIf(""::equals);
        values.keySet().retainAll(wanted);
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Optional<CaseId> caseId = context.caseId().filter(health::open);
        if (caseId.isEmpty()) {
            if (FIELDS.stream().anyMatch(field -> field.writable() && input.has(field.key()))) {
                input.reject("", "Ein vertrauliches Ziel hält nur fest, wer den Fall selbst führt.");
            }
            return;
        }
        for (String key : List.of(GOAL, SIGN)) {
            input.limit(key, LONGEST_GOAL);
        }
        input.limit(WORDS, LONGEST_WORDS);
        if (input.text(OUTCOME).isPresent()
                && input.choice(OUTCOME, Outcome.class).isEmpty()) {
            input.reject(OUTCOME, "Diese Auswahl gibt es nicht.");
        }
        if (input.text(WORDS).isPresent() && input.text(OUTCOME).isEmpty()) {
            input.reject(OUTCOME, "Was ist aus dem Ziel geworden? Bitte wählen Sie aus.");
        }
        if (input.text(OUTCOME).isPresent() && goals.inForce(caseId.get()).isEmpty()) {
            input.reject(OUTCOME, "Ein vertrauliches Ziel ist nicht vereinbart. Bitte schreiben Sie es in die Notiz.");
        }
        if (input.text(GOAL).isPresent()) {
            checkGoal(goals.latest(caseId.get()), input);
        }
    }

    private void checkGoal(Optional<ConfidentialGoal> before, FormInput input) {
        input.requireText(SIGN, "Woran merken wir, dass es erreicht ist? Bitte schreiben Sie es auf.");
        LocalDate today = BusinessCalendar.today(clock);
        Optional<LocalDate> dueOn = input.date(DUE);
        if (dueOn.isEmpty()) {
            input.reject(DUE, "Bis wann soll das Ziel erreicht sein?");
        } else if (dueOn.get().isBefore(today)
                && before.filter(told -> dueOn.get().equals(told.dueOn())).isEmpty()) {
            input.reject(
                    DUE, "Der Termin %s liegt in der Vergangenheit.".formatted(BusinessCalendar.german(dueOn.get())));
        }
        PlausibleDays.check(input, DUE, today);
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        if (input.has(GOAL)) {
            String goal = input.text(GOAL).orElse("");
            goals.tell(
                    caseId,
                    goal,
                    goal.isEmpty() ? "" : input.text(SIGN).orElse(""),
                    goal.isEmpty() ? null : day(input));
        }
        input.text(OUTCOME)
                .ifPresent(outcome ->
                        goals.judge(caseId, outcome, input.text(WORDS).orElse("")));
        return Answers.none();
    }

    private static @Nullable LocalDate day(FormInput input) {
        return input.date(DUE).orElse(null);
    }
}
