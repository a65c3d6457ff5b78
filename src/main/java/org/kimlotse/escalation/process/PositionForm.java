package org.kimlotse.escalation.process;

import java.time.Clock;
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
import org.kimlotse.escalation.Seat;
import org.kimlotse.escalation.SeatPosition;
import org.kimlotse.escalation.SeatPositions;
import org.kimlotse.escalation.Seats;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** A seat's own view of the decision. */
@Component
class PositionForm extends SteeringForm {

    private static final String SEAT = "positionSeat";
    private static final String KIND = "positionKind";
    private static final String TEXT = "positionText";
    private static final String SOURCE = "positionSource";

    enum Source {
        SELF,
        MINUTES
    }

    private final SeatPositions positions;
    private final Seats seats;
    private final Clock clock;

    PositionForm(SeatPositions positions, Seats seats, Clock clock) {
        this.positions = positions;
        this.seats = seats;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(
                FormField.shown(SEAT, Type.TEXT),
                FormField.writable(KIND, Type.CHOICE),
                FormField.writable(TEXT, Type.TEXT),
                FormField.writable(SOURCE, Type.CHOICE));
    }

    /** The source is proposed by who has the form open; a seat that has spoken on its page finds its words again. */
    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        if (!context.variables().containsKey(EscalationProcess.SEAT.name())) {
            return Map.of();
        }
        Optional<Seat> seat = seats.find(seatCode(context), BusinessCalendar.today(clock));
        boolean own = seat.filter(s -> s.users().contains(context.userId())).isPresent();
        Optional<SeatPosition> said = own ? positions.latest(bottleneck(context), seatCode(context)) : Optional.empty();
        Values values = new Values(wanted);
        said.ifPresent(p -> values.put(KIND, () -> p.kind().name()).put(TEXT, p::body));
        return values.put(SEAT, () -> seat.map(Seat::label).orElseGet(() -> seatCode(context)))
                .put(SOURCE, () -> (own ? Source.SELF : Source.MINUTES).name())
                .asMap();
    }

    private static String seatCode(FormContext context) {
        Object seat = context.variables().get(EscalationProcess.SEAT.name());
        if (seat == null) {
            throw new IllegalStateException("task " + context.taskKey() + " is for no seat");
        }
        return EscalationProcess.SEAT.typed(seat);
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (input.choice(KIND, SeatPosition.Kind.class).isEmpty()) {
            input.reject(KIND, "Bitte geben Sie an, wie der Sitz zum Beschluss steht.");
        }
        if (input.choice(SOURCE, Source.class).isEmpty()) {
            input.reject(SOURCE, "Bitte geben Sie an, ob der Sitz selbst spricht oder das Protokoll.");
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        positions.state(
                bottleneck(context),
                seatCode(context),
                input.choice(KIND, SeatPosition.Kind.class).orElseThrow(),
                input.text(TEXT).orElse(""),
                input.choice(SOURCE, Source.class).orElseThrow() == Source.MINUTES,
                context.userId());
        return Answers.none();
    }
}
