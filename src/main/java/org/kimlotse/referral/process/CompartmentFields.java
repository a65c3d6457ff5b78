package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.casefile.CompartmentConfirmation;
import org.kimlotse.casefile.CompartmentLock;
import org.kimlotse.casefile.CompartmentLocks;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.referral.CompartmentReviews;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Component;

/** Coordination confirms that a case changed hands for a good reason; nothing of the compartment is shown here. */
@Component
class CompartmentFields implements FormSection {

    private static final String TEXT = "successorText";
    private static final String VERDICT = "successorVerdict";
    private static final String NOTE = "successorNote";
    private static final int LONGEST = 2_000;

    private enum Answer {
        CONFIRMED,
        REFUSED
    }

    private final CompartmentLocks locks;
    private final CompartmentConfirmation confirmation;
    private final Actors actors;

    CompartmentFields(CompartmentLocks locks, CompartmentConfirmation confirmation, Actors actors) {
        this.locks = locks;
        this.confirmation = confirmation;
        this.actors = actors;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(shown(TEXT, Type.TEXT), writable(VERDICT, Type.CHOICE), writable(NOTE, Type.TEXT));
    }

    @Override
    public int order() {
        return 210;
    }

    private static boolean here(FormContext context) {
        return context.processKey().equals(CompartmentReviews.PROCESS);
    }

    private static UUID id(FormContext context) {
        return UUID.fromString(context.businessKey());
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!here(context) || !wanted.contains(TEXT)) {
            return Map.of();
        }
        CompartmentLock lock = locks.find(id(context)).orElseThrow();
        return Map.of(
                TEXT,
                "Fall %s: **%s** hat den Fall am %s abgegeben, ohne ihn selbst zu führen. Bisher führte ihn **%s**, jetzt **%s**.\n\nBegründung: %s"
                        .formatted(
                                lock.caseId(),
                                name(lock.movedBy()),
                                GermanDates.time(lock.at()),
                                name(lock.former()),
                                name(confirmation.successor(lock.caseId())),
                                Markdown.escape(confirmation.reason(lock))));
    }

    private String name(String userId) {
        return Markdown.escape(actors.displayName(userId));
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (!here(context)) {
            input.reject("", "Diese Angaben gehören zu einer Übernahme.");
            return;
        }
        String objection = confirmation.objection(id(context));
        if (!objection.isEmpty()) {
            input.reject("", objection);
            return;
        }
        Optional<Answer> answer = input.choice(VERDICT, Answer.class);
        if (answer.isEmpty()) {
            input.reject(VERDICT, "Soll der vertrauliche Bereich aufgehen?");
        }
        if (Texts.length(input.text(NOTE).orElse("")) > LONGEST) {
            input.reject(NOTE, "Der Text ist zu lang (höchstens 2.000 Zeichen).");
        }
        if (answer.filter(a -> a == Answer.REFUSED).isPresent()) {
            input.requireText(NOTE, "Bitte schreiben Sie, warum der Bereich zu bleibt.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        boolean confirmed = input.choice(VERDICT, Answer.class).orElseThrow() == Answer.CONFIRMED;
        confirmation.decide(id(context), confirmed, input.text(NOTE).orElse(""));
        return Answers.none();
    }
}
