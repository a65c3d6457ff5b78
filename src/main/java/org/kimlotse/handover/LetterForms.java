package org.kimlotse.handover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/** What is to be done with a letter about a handover: post it and say when, or take note of what it corrects. */
@Component
class LetterForms implements FormSection {

    /** Process whose business key is the letter. */
    static final String PROCESS = "handover-letter";

    private static final String POST = "handover-letter-post";
    private static final String CORRECTION = "handover-correction";
    private static final String ASK = "handover-correction-ask";

    private static final String TEXT = "letterText";
    private static final String DECISION = "letterDecision";
    private static final String POSTED_ON = "letterPostedOn";
    private static final String READ = "correctionRead";
    private static final String TOLD_TO = "correctionToldTo";
    private static final String TOLD_ON = "correctionToldOn";

    private static final int LONGEST_NAME = 120;

    /** Law or fairness owes them to the office, whatever else has become of the handover. */
    private static final Set<String> MUST_REACH =
            Set.of(HandoverLetterBook.CORRECTED, HandoverLetterBook.OUTDATED, "handover-withdrawn");

    private static final List<FormField> FIELDS = List.of(
            FormField.shown(TEXT, Type.TEXT),
            FormField.writable(DECISION, Type.CHOICE),
            FormField.writable(POSTED_ON, Type.DATE),
            FormField.writable(READ, Type.BOOLEAN),
            FormField.writable(TOLD_TO, Type.TEXT),
            FormField.writable(TOLD_ON, Type.DATE));

    private enum Decision {
        POSTED,
        NOT_SENT
    }

    private record Subject(Letter letter, Handover handover) {}

    private final Handovers handovers;
    private final HandoverManagement management;
    private final Confidentiality confidentiality;
    private final Outbox outbox;
    private final Clock clock;

    LetterForms(
            Handovers handovers,
            HandoverManagement management,
            Confidentiality confidentiality,
            Outbox outbox,
            Clock clock) {
        this.handovers = handovers;
        this.management = management;
        this.confidentiality = confidentiality;
        this.outbox = outbox;
        this.clock = clock;
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
        subject(context).ifPresent(s -> values.put(TEXT, confidentiality.open(s.handover()) ? text(context, s) : ""));
        values.keySet().retainAll(wanted);
        return values;
    }

    private static String text(FormContext context, Subject s) {
        Letter letter = s.letter();
        String link = "[%s](%s)".formatted(Markdown.escape(letter.subject()), letter.path());
        String written = GermanDates.day(letter.createdAt());
        return switch (context.formKey()) {
            case POST ->
                "%s\n\nAn: **%s**, geschrieben am %s.\n\nBitte öffnen Sie das Schreiben, drucken und verschicken Sie es mit seinen Anlagen und tragen Sie hier den Tag ein.%s"
                        .formatted(
                                link,
                                Markdown.escape(letter.recipient().addressee()),
                                written,
                                awaited(s)
                                        ? " Bis dahin weiß die Stelle nichts davon, und ihre Frist läuft nicht."
                                        : "");
            case CORRECTION ->
                "%s\n\nIn dem, was wir Ihnen übermittelt haben, war etwas nicht richtig. Was berichtigt ist, steht unten **fett**, mit dem früheren Wert daneben (Art. 19 DSGVO)."
                        .formatted(link);
            default ->
                "%s vom %s: Die Stelle hat noch nicht bestätigt, dass sie die berichtigten Angaben kennt."
                        .formatted(link, written);
        };
    }

    @Override
    public void check(FormContext context, FormInput input) {
        subject(context).ifPresent(s -> {
            switch (context.formKey()) {
                case POST -> checkPosting(s, input);
                case CORRECTION -> {
                    if (!input.isTrue(READ)) {
                        input.reject(READ, "Bitte bestätigen Sie, dass Sie die berichtigten Angaben kennen.");
                    }
                }
                case ASK -> checkTold(s, input);
                default -> {}
            }
        });
    }

    private void checkPosting(Subject s, FormInput input) {
        Optional<Decision> decision = input.choice(DECISION, Decision.class);
        if (decision.isEmpty()) {
            input.reject(DECISION, "Was ist mit dem Schreiben geschehen?");
        } else if (decision.get() == Decision.POSTED) {
            checkDay(s, input, POSTED_ON, "Der Tag des Versands fehlt.", "Der Tag des Versands");
        } else if (awaited(s)) {
            input.reject(
                    DECISION,
                    "Die Stelle wartet auf dieses Schreiben. Soll es nicht hinausgehen, nehmen Sie bitte die Übergabe zurück.");
        } else if (MUST_REACH.contains(s.letter().templateKey())) {
            input.reject(DECISION, "Das muss die Stelle erfahren. Bitte verschicken Sie das Schreiben.");
        }
    }

    private void checkTold(Subject s, FormInput input) {
        input.requireText(TOLD_TO, "Der Name der Ansprechperson fehlt.");
        input.limit(TOLD_TO, LONGEST_NAME);
        checkDay(s, input, TOLD_ON, "Der Tag des Gesprächs fehlt.", "Der Tag des Gesprächs");
    }

    private void checkDay(Subject s, FormInput input, String key, String missing, String what) {
        Optional<LocalDate> on = input.date(key);
        LocalDate written = BusinessCalendar.dayOf(s.letter().createdAt());
        if (on.isEmpty()) {
            input.reject(key, missing);
        } else if (on.get().isAfter(BusinessCalendar.today(clock))) {
            input.reject(key, what + " kann nicht in der Zukunft liegen.");
        } else if (on.get().isBefore(written)) {
            input.reject(
                    key,
                    "%s kann nicht vor dem %s liegen; da gab es das Schreiben noch nicht."
                            .formatted(what, BusinessCalendar.german(written)));
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        subject(context).ifPresent(s -> {
            UUID letter = s.letter().id();
            HandoverId handover = s.handover().id();
            switch (context.formKey()) {
                case POST -> {
                    if (input.choice(DECISION, Decision.class).orElseThrow() == Decision.POSTED) {
                        outbox.recordPosted(letter, input.date(POSTED_ON).orElseThrow(), BusinessCalendar.today(clock));
                    } else {
                        outbox.cancel(s.letter());
                    }
                }
                case CORRECTION -> management.correctionRead(handover, letter, null);
                case ASK ->
                    management.correctionRead(
                            handover,
                            letter,
                            new Confirmation(
                                    input.text(TOLD_TO).orElseThrow(),
                                    input.date(TOLD_ON).orElseThrow()));
                default -> {}
            }
        });
        return Answers.none();
    }

    private static boolean awaited(Subject s) {
        return s.handover().awaitsPost() && s.letter().id().equals(s.handover().waitingLetter());
    }

    private Optional<Subject> subject(FormContext context) {
        return context.processKey().equals(PROCESS)
                ? outbox.letter(UUID.fromString(context.businessKey()))
                        .flatMap(letter -> handovers.about(letter).map(handover -> new Subject(letter, handover)))
                : Optional.empty();
    }
}
