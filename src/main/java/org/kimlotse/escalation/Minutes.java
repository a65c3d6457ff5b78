package org.kimlotse.escalation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The minutes of a meeting, put together from what was recorded; nothing is written twice. Whoever may see the steering
 * group's papers may read them: no case, no person, no small number.
 */
@Component
public class Minutes {

    /**
     * One meeting.
     *
     * @param draftUntil the last day for the draft by the rules of procedure
     * @param procedureSource on whose decision the rules of procedure rest
     */
    public record Meeting(LocalDate day, LocalDate draftUntil, String procedureSource, List<Item> items) {}

    /**
     * One bottleneck in it.
     *
     * @param round how often it was on an agenda by then
     * @param quorum German sentence, also says if the notice period was not kept
     * @param attendance every seat in order, absent ones too; empty before the meeting
     * @param decision null if nothing was decided
     */
    public record Item(
            String bottleneckNumber,
            String office,
            String step,
            int round,
            String agendaText,
            String quorum,
            List<Attendee> attendance,
            @Nullable Decision decision) {}

    /** @param how "anwesend", "vertreten" or "abwesend" */
    public record Attendee(Seat seat, String how) {}

    /** @param views every seat that stated one, in order; divergent ones with their text and who entered them */
    public record Decision(
            String text,
            String result,
            LocalDate recordedOn,
            LocalDate viewsUntil,
            List<View> views,
            List<MeasureLine> measures) {}

    /** @param earlierVersions corrected by the seat itself since, oldest first */
    public record View(Seat seat, SeatPosition position, List<SeatPosition> earlierVersions) {}

    /** @param state "offen", "umgesetzt am …" or "nicht umgesetzt (gemeldet am …)" */
    public record MeasureLine(String text, String owner, LocalDate dueOn, String state, String note) {}

    private final JdbcClient jdbc;
    private final Meetings meetings;
    private final Bottlenecks bottlenecks;
    private final Resolutions resolutions;
    private final SeatPositions positions;
    private final Seats seats;
    private final ProcedureBook procedure;
    private final SteeringTexts texts;

    Minutes(
            JdbcClient jdbc,
            Meetings meetings,
            Bottlenecks bottlenecks,
            Resolutions resolutions,
            SeatPositions positions,
            Seats seats,
            ProcedureBook procedure,
            SteeringTexts texts) {
        this.jdbc = jdbc;
        this.meetings = meetings;
        this.bottlenecks = bottlenecks;
        this.resolutions = resolutions;
        this.positions = positions;
        this.seats = seats;
        this.procedure = procedure;
        this.texts = texts;
    }

    /** The days of all meetings, also of those to come, newest first. */
    public List<LocalDate> days() {
        return jdbc.sql("select distinct meeting_day from agenda_items order by meeting_day desc")
                .query((row, n) -> row.getObject("meeting_day", LocalDate.class))
                .list();
    }

    /** A bottleneck in one meeting. */
    public record Round(LocalDate day, Item item) {}

    /** All meetings a bottleneck was put on the agenda of, newest first. */
    public List<Round> of(Bottleneck.Id id) {
        return meetings.itemsOf(id).stream()
                .map(item -> new Round(item.meetingOn(), item(item)))
                .toList();
    }

    /** Empty if there is no meeting on that day. */
    public Optional<Meeting> of(LocalDate day) {
        List<Meetings.AgendaItem> items = meetings.itemsOn(day);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        RulesOfProcedure rules = procedure.on(day);
        return Optional.of(new Meeting(
                day,
                BusinessCalendar.plusArbeitstage(day, rules.minutesWorkingDays()),
                rules.source(),
                items.stream().map(this::item).toList()));
    }

    private Item item(Meetings.AgendaItem item) {
        Bottleneck bottleneck = bottlenecks.get(item.bottleneck());
        return new Item(
                bottleneck.number(),
                texts.office(bottleneck.office()),
                bottleneck.step(),
                item.round(),
                item.body(),
                texts.quorum(item),
                item.quorate() == null ? List.of() : attendance(item),
                resolutions.ofItem(item.id()).map(this::decision).orElse(null));
    }

    private List<Attendee> attendance(Meetings.AgendaItem item) {
        Map<String, Meetings.Attendance> taken = meetings.attendance(item.id());
        return seats.on(item.meetingOn()).stream()
                .map(seat -> new Attendee(
                        seat,
                        Optional.ofNullable(taken.get(seat.code()))
                                .map(Meetings.Attendance::label)
                                .orElse("abwesend")))
                .toList();
    }

    private Decision decision(Resolution resolution) {
        List<View> views = new ArrayList<>();
        positions.current(resolution).forEach((seat, position) -> {
            List<SeatPosition> all = positions.versions(resolution.id(), seat.code());
            views.add(new View(seat, position, all.subList(0, all.size() - 1)));
        });
        return new Decision(
                resolution.body(),
                resolution.resultText(),
                BusinessCalendar.dayOf(resolution.recordedAt()),
                resolutions.positionsUntil(resolution),
                views,
                measures(resolution.id()));
    }

    private List<MeasureLine> measures(UUID resolutionId) {
        return resolutions.measures(resolutionId).stream()
                .map(m -> new MeasureLine(
                        m.body(),
                        texts.owner(m.owner()),
                        m.dueOn(),
                        state(m),
                        Optional.ofNullable(m.note()).orElse("")))
                .toList();
    }

    private static String state(Measure measure) {
        LocalDate on = measure.doneOn();
        if (on == null) {
            return "offen";
        }
        String day = BusinessCalendar.german(on);
        return Boolean.TRUE.equals(measure.done())
                ? "umgesetzt am " + day
                : "nicht umgesetzt (gemeldet am " + day + ")";
    }
}
