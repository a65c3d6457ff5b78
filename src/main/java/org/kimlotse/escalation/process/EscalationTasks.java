package org.kimlotse.escalation.process;

import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.directory.Directory;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Coordination;
import org.kimlotse.escalation.Effects;
import org.kimlotse.escalation.Measure;
import org.kimlotse.escalation.Meetings;
import org.kimlotse.escalation.Resolution;
import org.kimlotse.escalation.Resolutions;
import org.kimlotse.escalation.Seat;
import org.kimlotse.escalation.Seats;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.springframework.stereotype.Component;

/** What {@code steering-escalation.bpmn} asks of this module. */
@Component("escalationTasks")
class EscalationTasks {

    private final Meetings meetings;
    private final Resolutions resolutions;
    private final Effects effects;
    private final Seats seats;
    private final Clock clock;

    EscalationTasks(Meetings meetings, Resolutions resolutions, Effects effects, Seats seats, Clock clock) {
        this.meetings = meetings;
        this.resolutions = resolutions;
        this.effects = effects;
        this.seats = seats;
        this.clock = clock;
    }

    /** The end of the day of the meeting. */
    public Date meetingDate(DelegateExecution execution) {
        return meetings.latestItem(bottleneck(execution))
                .map(item -> TaskDates.endOf(item.meetingOn()))
                .orElseThrow();
    }

    /** Every seat of the group as it is now, present or not: who was absent may still object to the minutes. */
    public List<String> seats(DelegateExecution execution) {
        return seats.on(BusinessCalendar.today(clock)).stream().map(Seat::code).toList();
    }

    /** Empty if the seat has been abolished since: coordination then enters what the minutes say. */
    public Collection<String> seatUsers(DelegateExecution execution) {
        String code = EscalationProcess.SEAT.typed(execution.getVariable(EscalationProcess.SEAT.name()));
        return seats.find(code, BusinessCalendar.today(clock)).map(Seat::users).orElse(Set.of());
    }

    /** The end of the last day on which seats may state their view. */
    public Date positionsUntil(DelegateExecution execution) {
        return TaskDates.endOf(resolutions.positionsUntil(resolution(execution)));
    }

    public List<String> measures(DelegateExecution execution) {
        return resolutions.measures(resolution(execution).id()).stream()
                .map(m -> m.id().toString())
                .toList();
    }

    public Collection<String> measureUsers(DelegateExecution execution) {
        Measure.Owner owner = measure(execution).owner();
        return switch (owner.kind()) {
            case USER -> List.of(owner.ref());
            case SEAT ->
                seats.find(owner.ref(), BusinessCalendar.today(clock))
                        .map(Seat::users)
                        .orElseThrow();
            case OFFICE -> List.of();
        };
    }

    /** Coordination always: a measure whose owner has no account is reported by it. */
    public Collection<String> measureGroups(DelegateExecution execution) {
        Measure.Owner owner = measure(execution).owner();
        return owner.kind() == Measure.Owner.Kind.OFFICE
                ? List.of(Coordination.GROUP, groupOf(owner.ref()))
                : List.of(Coordination.GROUP);
    }

    /** The people of an office; of an own team, the case managers of its municipality. */
    private static String groupOf(String office) {
        return office.startsWith("KIM-")
                ? Municipality.find(office.substring("KIM-".length()))
                        .map(Municipality::team)
                        .orElseThrow()
                : Directory.partnerGroup(office);
    }

    public Date measureDue(DelegateExecution execution) {
        return TaskDates.endOf(measure(execution).dueOn());
    }

    /** The first instant after the last day of the observation. */
    public Date observationEnd(DelegateExecution execution) {
        return TaskDates.startOf(effects.observationEnd(bottleneck(execution)).plusDays(1));
    }

    public void computeEffect(DelegateExecution execution) {
        execution.setVariable(
                EscalationProcess.EFFECT.name(),
                EscalationProcess.EFFECT.stored(effects.compute(bottleneck(execution))));
    }

    public void closeBottleneck(DelegateExecution execution) {
        effects.close(bottleneck(execution));
    }

    private Resolution resolution(DelegateExecution execution) {
        return resolutions.latest(bottleneck(execution)).orElseThrow();
    }

    private Measure measure(DelegateExecution execution) {
        return resolutions.measure(UUID.fromString(
                EscalationProcess.MEASURE_ID.typed(execution.getVariable(EscalationProcess.MEASURE_ID.name()))));
    }

    private static Bottleneck.Id bottleneck(DelegateExecution execution) {
        return Bottleneck.Id.of(execution.getProcessBusinessKey());
    }
}
