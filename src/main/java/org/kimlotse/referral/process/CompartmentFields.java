package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kimlotse.casefile.CaseHistory;
import org.kimlotse.casefile.CompartmentConfirmation;
import org.kimlotse.casefile.CompartmentConfirmation.Candidate;
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
import org.springframework.stereotype.Component;

/** Coordination confirms that a case changed hands for a good reason, or settles who runs it; nothing of the compartment is shown here. */
@Component
class CompartmentFields implements FormSection {

    private static final String CONFIRM_FORM = "successor-confirm";
    private static final String TEXT = "successorText";
    private static final String VERDICT = "successorVerdict";
    private static final String NOTE = "successorNote";
    private static final String SETTLEMENT = "successorSettlement";
    private static final String OTHER = "successorOther";
    private static final String OPTIONS = "successorOptions";
    private static final int LONGEST = 2_000;

    private enum Answer {
        CONFIRMED,
        REFUSED
    }

    private enum Settlement {
        RETURN,
        OTHER,
        KEEP
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
        return List.of(
                shown(TEXT, Type.TEXT),
                shown(OPTIONS, Type.OPTIONS),
                writable(VERDICT, Type.CHOICE),
                writable(SETTLEMENT, Type.CHOICE),
                writable(OTHER, Type.CHOICE),
                writable(NOTE, Type.TEXT));
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
        if (!here(context)) {
            return Map.of();
        }
        CompartmentLock lock = locks.find(id(context)).orElseThrow();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(TEXT, text(lock));
        if (wanted.contains(OPTIONS)) {
            values.put(
                    OPTIONS,
                    confirmation.candidates(lock.id()).stream()
                            .map(candidate -> Map.of("label", label(candidate), "value", value(candidate)))
                            .toList());
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    /** The same words whether or not there is anything inside. */
    private String text(CompartmentLock lock) {
        String successor = name(confirmation.successor(lock.caseId()));
        List<CaseHistory> moves = confirmation.moves(lock);
        String since = GermanDates.time(moves.get(0).at());
        List<String> parts = new ArrayList<>();
        parts.add("Fall %s: Bisher führte ihn **%s**, jetzt **%s**. Weitergegeben hat ihn jemand anderes:"
                .formatted(lock.caseId(), name(lock.former()), successor));
        parts.add(moves.stream()
                .map(move -> "- %s: **%s** gab den Fall an **%s**. Begründung: %s"
                        .formatted(
                                GermanDates.time(move.at()),
                                name(move.by()),
                                name(Objects.requireNonNull(move.toCaseManager())),
                                Markdown.escape(move.reason())))
                .collect(Collectors.joining("\n")));
        confirmation
                .refusals(lock)
                .forEach(why ->
                        parts.add("**Die Koordination hat das schon einmal abgelehnt:** " + Markdown.escape(why)));
        Instant decided = lock.decidedAt();
        if (lock.verdict() == null || decided == null) {
            parts.add(
                    "**Das wartet auf Ihre Entscheidung:** Vertrauliche Arbeit, falls es in diesem Fall welche gibt, liegt seit dem %s bei niemandem. Mit „Ja“ geht sie an %s. Mit „Nein“ wartet sie weiter, bis Sie in der Aufgabe „Nachfolge klären“ entschieden haben, wer den Fall führt."
                            .formatted(since, successor));
        } else {
            parts.add("**Abgelehnt am %s:** %s"
                    .formatted(
                            GermanDates.time(decided), Markdown.escape(Objects.requireNonNullElse(lock.note(), ""))));
            parts.add(
                    "**Das wartet auf Ihre Entscheidung:** Vertrauliche Arbeit, falls es in diesem Fall welche gibt, liegt seit dem %s bei niemandem. Sie geht an die Person, die Sie hier wählen; für sie ist der vertrauliche Bereich dann offen. Gibt das Team den Fall vorher selbst zurück oder weiter, endet diese Aufgabe."
                            .formatted(since));
            if (confirmation.former(lock.id()).isEmpty()) {
                parts.add("%s ist in keinem Team mehr; zurückgeben lässt sich der Fall nicht."
                        .formatted(name(lock.former())));
            }
        }
        return String.join("\n\n", parts);
    }

    private String label(Candidate candidate) {
        return "%s (%s)"
                .formatted(
                        actors.displayName(candidate.userId()),
                        candidate.municipality().label());
    }

    private static String value(Candidate candidate) {
        return candidate.municipality().name() + ":" + candidate.userId();
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
        input.limit(NOTE, LONGEST);
        if (context.formKey().equals(CONFIRM_FORM)) {
            Optional<Answer> answer = input.choice(VERDICT, Answer.class);
            if (answer.isEmpty()) {
                input.reject(VERDICT, "Soll der vertrauliche Bereich aufgehen?");
            }
            if (answer.filter(a -> a == Answer.REFUSED).isPresent()) {
                input.requireText(NOTE, "Bitte schreiben Sie, warum der Bereich zu bleibt.");
            }
            return;
        }
        input.requireText(NOTE, "Bitte schreiben Sie, warum der Fall zu dieser Person geht.");
        Optional<Settlement> settlement = input.choice(SETTLEMENT, Settlement.class);
        if (settlement.isEmpty()) {
            input.reject(SETTLEMENT, "Wer führt den Fall?");
        } else if (settlement.get() == Settlement.RETURN
                && confirmation.former(id(context)).isEmpty()) {
            input.reject(SETTLEMENT, "Diese Person ist in keinem Team mehr. Bitte wählen Sie jemand anderen.");
        } else if (settlement.get() == Settlement.OTHER
                && chosen(id(context), input).isEmpty()) {
            input.reject(OTHER, "Bitte wählen Sie, wer den Fall übernimmt.");
        }
    }

    private Optional<Candidate> chosen(UUID id, FormInput input) {
        String value = input.text(OTHER).orElse("");
        return confirmation.candidates(id).stream()
                .filter(candidate -> value(candidate).equals(value))
                .findFirst();
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        UUID id = id(context);
        String note = input.text(NOTE).orElse("");
        if (context.formKey().equals(CONFIRM_FORM)) {
            boolean confirmed = input.choice(VERDICT, Answer.class).orElseThrow() == Answer.CONFIRMED;
            confirmation.decide(id, confirmed, note);
            return Answers.of(ReferralProcess.SUCCESSOR_CONFIRMED, confirmed);
        }
        switch (input.choice(SETTLEMENT, Settlement.class).orElseThrow()) {
            case RETURN -> confirmation.give(id, confirmation.former(id).orElseThrow(), note);
            case OTHER -> confirmation.give(id, chosen(id, input).orElseThrow(), note);
            case KEEP -> confirmation.decide(id, true, note);
        }
        return Answers.none();
    }
}
