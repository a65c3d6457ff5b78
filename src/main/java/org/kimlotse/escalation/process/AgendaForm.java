package org.kimlotse.escalation.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.escalation.Meetings;
import org.kimlotse.escalation.SteeringTexts;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Putting the bottleneck on an agenda, or taking it off for good. */
@Component
class AgendaForm extends SteeringForm {

    private static final String DECISION = "agendaDecision";
    private static final String DAY = "meetingOn";
    private static final String TEXT = "agendaText";
    private static final String CLOSE_REASON = "agendaCloseReason";

    enum Decision {
        ON_AGENDA,
        CLOSE
    }

    private final Meetings meetings;

    AgendaForm(Meetings meetings) {
        this.meetings = meetings;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.writable(DECISION, Type.CHOICE),
                FormField.writable(DAY, Type.DATE),
                FormField.writable(TEXT, Type.TEXT),
                FormField.writable(CLOSE_REASON, Type.TEXT));
    }

    /** On the agenda form itself the last agenda's text is proposed again, its day is not. */
    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!concerns(context)) {
            return Map.of();
        }
        boolean writing = context.formKey().equals("agenda");
        Optional<Meetings.AgendaItem> item = meetings.latestItem(bottleneck(context));
        Values values = new Values(wanted).put(TEXT, () -> item.map(Meetings.AgendaItem::body)
                .map(body -> writing ? body : SteeringTexts.escaped(body))
                .orElse(""));
        if (!writing) {
            values.put(DAY, () -> item.map(i -> BusinessCalendar.german(i.meetingOn()))
                    .orElse(""));
        }
        return values.asMap();
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Optional<Decision> decision = input.choice(DECISION, Decision.class);
        if (decision.isEmpty()) {
            input.reject(DECISION, "Bitte entscheiden Sie, ob die Lenkungsgruppe beraten soll.");
        } else if (decision.get() == Decision.ON_AGENDA && input.date(DAY).isEmpty()) {
            input.reject(DAY, "Der Tag der Sitzung fehlt.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        boolean onAgenda = input.choice(DECISION, Decision.class).orElseThrow() == Decision.ON_AGENDA;
        if (onAgenda) {
            meetings.putOnAgenda(
                    bottleneck(context),
                    input.date(DAY).orElseThrow(),
                    input.text(TEXT).orElse(""),
                    context.userId());
        } else {
            meetings.dropFromAgenda(
                    bottleneck(context), input.text(CLOSE_REASON).orElse(""), context.userId());
        }
        return Answers.of(EscalationProcess.ON_AGENDA, onAgenda);
    }
}
