package org.kimlotse.escalation.process;

import java.util.Collection;
import java.util.LinkedHashMap;
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
import org.kimlotse.escalation.Meetings.AgendaItem;
import org.kimlotse.escalation.Meetings.Attendance;
import org.kimlotse.escalation.Seats;
import org.kimlotse.escalation.SteeringTexts;
import org.springframework.stereotype.Component;

/** Who took part, by seat: present, or represented by its deputy. */
@Component
class MeetingForm extends SteeringForm {

    private static final String HELD = "meetingHeld";
    private static final String PRESENT = "seatsPresent";
    private static final String REPRESENTED = "seatsRepresented";
    private static final String OPTIONS = "seatOptions";
    private static final String QUORUM = "quorumText";

    private enum Held {
        HELD,
        OFF
    }

    private final Meetings meetings;
    private final Seats seats;
    private final SteeringTexts texts;

    MeetingForm(Meetings meetings, Seats seats, SteeringTexts texts) {
        this.meetings = meetings;
        this.seats = seats;
        this.texts = texts;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.writable(HELD, Type.CHOICE),
                FormField.writable(PRESENT, Type.CHOICES),
                FormField.writable(REPRESENTED, Type.CHOICES),
                FormField.shown(OPTIONS, Type.OPTIONS),
                FormField.shown(QUORUM, Type.TEXT));
    }

    /** A second bottleneck in the same meeting starts with the attendance recorded for the first. */
    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!concerns(context)) {
            return Map.of();
        }
        Optional<AgendaItem> item = meetings.latestItem(bottleneck(context));
        return new Values(wanted)
                .put(OPTIONS, () -> item.map(this::options).orElse(List.of()))
                .put(PRESENT, () -> takenSoFar(item, Attendance.PRESENT))
                .put(REPRESENTED, () -> takenSoFar(item, Attendance.REPRESENTED))
                .put(QUORUM, () -> item.map(texts::quorum).orElse(""))
                .asMap();
    }

    private List<Map<String, String>> options(AgendaItem item) {
        return seats.on(item.meetingOn()).stream()
                .map(seat -> Map.of("value", seat.code(), "label", seat.label()))
                .toList();
    }

    private List<String> takenSoFar(Optional<AgendaItem> item, Attendance how) {
        return item.stream()
                .flatMap(now -> meetings.itemsOn(now.meetingOn()).stream())
                .filter(other -> other.quorate() != null)
                .reduce((first, last) -> last)
                .map(other -> meetings.attendance(other.id()).entrySet().stream()
                        .filter(taken -> taken.getValue() == how)
                        .map(Map.Entry::getKey)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public void check(FormContext context, FormInput input) {
        List<String> represented = input.choices(REPRESENTED);
        input.choices(PRESENT).stream()
                .filter(represented::contains)
                .forEach(seat -> input.reject(
                        REPRESENTED,
                        "Ein Sitz ist entweder anwesend oder vertreten: %s.".formatted(label(context, seat))));
    }

    private String label(FormContext context, String code) {
        return meetings.latestItem(bottleneck(context))
                .flatMap(item -> seats.find(code, item.meetingOn()))
                .map(org.kimlotse.escalation.Seat::label)
                .orElse(code);
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        if (input.choice(HELD, Held.class).filter(held -> held == Held.OFF).isPresent()) {
            meetings.callOff(bottleneck(context), context.userId());
            return Answers.of(EscalationProcess.QUORUM, false);
        }
        Map<String, Attendance> attendance = new LinkedHashMap<>();
        input.choices(PRESENT).forEach(seat -> attendance.put(seat, Attendance.PRESENT));
        input.choices(REPRESENTED).forEach(seat -> attendance.put(seat, Attendance.REPRESENTED));
        Meetings.Quorum quorum = meetings.hold(bottleneck(context), attendance, context.userId());
        return Answers.of(EscalationProcess.QUORUM, quorum.reached());
    }
}
