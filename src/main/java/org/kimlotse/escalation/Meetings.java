package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Agenda, attendance and quorum. Bottlenecks put on the same day meet in the same meeting; attendance is taken for each
 * item, because people come late and leave early and the quorum counts when the group decides.
 */
@Service
public class Meetings {

    /**
     * A bottleneck on the agenda of a meeting.
     *
     * @param round counts the times this bottleneck was on an agenda, from 1
     * @param shortNotice true if the notice period was not kept
     * @param quorate null until the meeting was held
     */
    public record AgendaItem(
            UUID id,
            Bottleneck.Id bottleneck,
            LocalDate meetingOn,
            int round,
            String body,
            boolean shortNotice,
            @Nullable Boolean quorate) {}

    /** How a seat took part. */
    public enum Attendance {
        PRESENT("anwesend"),
        REPRESENTED("vertreten");

        private final String label;

        Attendance(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What the rules of procedure say to an attendance. */
    public record Quorum(int votingSeats, int votingSeatsTaken, int needed, boolean chairTaken, boolean reached) {

        public String text() {
            String why = reached
                    ? "beschlussfähig"
                    : votingSeatsTaken < needed
                            ? "nicht beschlussfähig"
                            : "nicht beschlussfähig, weil der Vorsitz weder anwesend noch vertreten ist";
            return "%d von %d stimmberechtigten Sitzen sind anwesend oder vertreten (nötig: %d): %s."
                    .formatted(votingSeatsTaken, votingSeats, needed, why);
        }
    }

    private final JdbcClient jdbc;
    private final Bottlenecks bottlenecks;
    private final Seats seats;
    private final ProcedureBook procedure;
    private final TextsForTheGroup texts;
    private final Coordination coordination;
    private final EscalationTrail trail;
    private final Clock clock;

    Meetings(
            JdbcClient jdbc,
            Bottlenecks bottlenecks,
            Seats seats,
            ProcedureBook procedure,
            TextsForTheGroup texts,
            Coordination coordination,
            EscalationTrail trail,
            Clock clock) {
        this.jdbc = jdbc;
        this.bottlenecks = bottlenecks;
        this.seats = seats;
        this.procedure = procedure;
        this.texts = texts;
        this.coordination = coordination;
        this.trail = trail;
        this.clock = clock;
    }

    /** The newest agenda item of the bottleneck. */
    public Optional<AgendaItem> latestItem(Bottleneck.Id id) {
        return jdbc.sql(
                        """
                        select * from agenda_items where bottleneck_id = :id
                        order by agenda_round desc fetch first 1 rows only
                        """)
                .param("id", id.value())
                .query(Meetings::toItem)
                .optional();
    }

    /** All of the bottleneck, newest first. */
    public List<AgendaItem> itemsOf(Bottleneck.Id id) {
        return jdbc.sql("select * from agenda_items where bottleneck_id = :id order by agenda_round desc")
                .param("id", id.value())
                .query(Meetings::toItem)
                .list();
    }

    AgendaItem requireLatestItem(Bottleneck.Id id) {
        return latestItem(id).orElseThrow(() -> new IllegalStateException("bottleneck " + id + " was on no agenda"));
    }

    /** What was on the agenda of a day, in the order in which it was put there. */
    public List<AgendaItem> itemsOn(LocalDate day) {
        return jdbc.sql("select * from agenda_items where meeting_day = :day order by put_at, id")
                .param("day", day)
                .query(Meetings::toItem)
                .list();
    }

    /** Seats that took part, by code; others were absent. */
    public Map<String, Attendance> attendance(UUID agendaItemId) {
        Map<String, Attendance> result = new LinkedHashMap<>();
        jdbc.sql("select seat_code, represented from attendances where agenda_item_id = :id order by seat_code")
                .param("id", agendaItemId)
                .query((row, n) -> Map.entry(
                        row.getString("seat_code"),
                        row.getBoolean("represented") ? Attendance.REPRESENTED : Attendance.PRESENT))
                .list()
                .forEach(e -> result.put(e.getKey(), e.getValue()));
        return result;
    }

    /** A warning in German if the notice period is not kept by a meeting on this day, called today. */
    public Optional<String> noticeWarning(LocalDate meetingOn) {
        LocalDate today = BusinessCalendar.today(clock);
        RulesOfProcedure rules = procedure.on(today);
        if (!meetingOn.isBefore(rules.earliestMeeting(today))) {
            return Optional.empty();
        }
        String urgent = meetingOn.isBefore(rules.earliestUrgentMeeting(today))
                ? "Auch die Frist für Eilfälle (%d Arbeitstage, frühestens %s) ist nicht gewahrt."
                : "Zulässig nur als Eilfall (%d Arbeitstage, frühestens %s).";
        return Optional.of(("Die Ladungsfrist von %d Kalendertagen ist nicht gewahrt (frühestens %s). " + urgent)
                .formatted(
                        rules.noticeDays(),
                        BusinessCalendar.german(rules.earliestMeeting(today)),
                        rules.urgentNoticeWorkingDays(),
                        BusinessCalendar.german(rules.earliestUrgentMeeting(today))));
    }

    /**
     * Puts the bottleneck on the agenda of the meeting on that day. Too short a notice is noted and shown in the minutes,
     * not refused: the group itself may find the case urgent.
     *
     * @throws Refused in German: not coordination, a day in the past or more than a year ahead, no text, personal data, or moved on by others
     */
    @Transactional
    public AgendaItem putOnAgenda(Bottleneck.Id id, LocalDate meetingOn, String body, String userId) {
        coordination.require(userId);
        Bottleneck bottleneck = bottlenecks.lockIn(id, Set.of(Bottleneck.Status.RELEASED));
        if (meetingOn.isBefore(BusinessCalendar.today(clock))) {
            throw new Refused(
                    List.of(new Refused.Problem("meetingOn", "Der Tag der Sitzung liegt in der Vergangenheit.")));
        }
        if (meetingOn.isAfter(BusinessCalendar.today(clock).plusYears(1))) {
            throw new Refused(List.of(new Refused.Problem(
                    "meetingOn",
                    "Der Tag der Sitzung liegt mehr als ein Jahr in der Zukunft. Bitte prüfen Sie das Datum.")));
        }
        if (body.isBlank()) {
            throw new Refused(List.of(new Refused.Problem("agendaText", "Der Text für die Tagesordnung fehlt.")));
        }
        texts.require("agendaText", body);
        UUID item = UUID.randomUUID();
        int round = bottleneck.agendaRound() + 1;
        jdbc.sql(
                        """
                        insert into agenda_items (id, meeting_day, bottleneck_id, agenda_round, body, short_notice, put_by,
                            put_at)
                        values (:id, :day, :bottleneck, :round, :body, :short, :by, :at)
                        """)
                .param("id", item)
                .param("day", meetingOn)
                .param("bottleneck", id.value())
                .param("round", round)
                .param("body", body)
                .param("short", noticeWarning(meetingOn).isPresent())
                .param("by", userId)
                .param("at", timestamp(clock.instant()))
                .update();
        bottlenecks.nextAgendaRound(id);
        trail.record(id, userId, EscalationTrail.Kind.PUT_ON_AGENDA, meetingOn + " Runde " + round);
        return requireLatestItem(id);
    }

    /** The quorum by the rules in force on the day of the meeting. */
    public Quorum quorum(LocalDate meetingOn, Set<String> seatsTaken) {
        RulesOfProcedure rules = procedure.on(meetingOn);
        List<Seat> all = seats.on(meetingOn);
        int voting = (int) all.stream().filter(Meetings::votes).count();
        int taken = (int) all.stream()
                .filter(s -> votes(s) && seatsTaken.contains(s.code()))
                .count();
        boolean chair = all.stream().anyMatch(s -> s.chair() && seatsTaken.contains(s.code()));
        return new Quorum(voting, taken, rules.quorum(voting), chair, rules.quorate(voting, taken, chair));
    }

    /**
     * Records who took part.
     *
     * @return the quorum; if it was not reached the bottleneck waits for another agenda
     * @throws Refused in German: not coordination, before the day of the meeting, an unknown seat, or moved on by others
     */
    @Transactional
    public Quorum hold(Bottleneck.Id id, Map<String, Attendance> attendance, String userId) {
        coordination.require(userId);
        bottlenecks.lockIn(id, Set.of(Bottleneck.Status.ON_AGENDA));
        AgendaItem item = requireLatestItem(id);
        if (BusinessCalendar.today(clock).isBefore(item.meetingOn())) {
            throw new Refused(("Die Sitzung ist erst am %s. Die Anwesenheit wird am Tag der Sitzung eingetragen."
                            + " Findet sie an einem anderen Tag statt, wählen Sie das bitte oben aus.")
                    .formatted(BusinessCalendar.german(item.meetingOn())));
        }
        Set<String> known =
                seats.on(item.meetingOn()).stream().map(Seat::code).collect(java.util.stream.Collectors.toSet());
        attendance.forEach((seat, how) -> {
            if (!known.contains(seat)) {
                throw new Refused("Diesen Sitz gibt es in der Lenkungsgruppe nicht: " + seat);
            }
            jdbc.sql(
                            "insert into attendances (agenda_item_id, seat_code, represented) values (:item, :seat, :represented)")
                    .param("item", item.id())
                    .param("seat", seat)
                    .param("represented", how == Attendance.REPRESENTED)
                    .update();
        });
        Quorum quorum = quorum(item.meetingOn(), attendance.keySet());
        jdbc.sql("update agenda_items set quorate = :quorate, held_at = :at where id = :id")
                .param("quorate", quorum.reached())
                .param("at", timestamp(clock.instant()))
                .param("id", item.id())
                .update();
        bottlenecks.move(id, quorum.reached() ? Bottleneck.Status.IN_MEETING : Bottleneck.Status.RELEASED);
        trail.record(
                id,
                userId,
                quorum.reached() ? EscalationTrail.Kind.MEETING_HELD : EscalationTrail.Kind.NO_QUORUM,
                "%s: %d von %d".formatted(item.meetingOn(), quorum.votingSeatsTaken(), quorum.votingSeats()));
        return quorum;
    }

    /**
     * The meeting does not take place on that day, before or after it: the bottleneck waits for another agenda.
     *
     * @throws Refused in German: not coordination, or moved on by others
     */
    @Transactional
    public void callOff(Bottleneck.Id id, String userId) {
        coordination.require(userId);
        bottlenecks.lockIn(id, Set.of(Bottleneck.Status.ON_AGENDA));
        AgendaItem item = requireLatestItem(id);
        bottlenecks.move(id, Bottleneck.Status.RELEASED);
        trail.record(
                id,
                userId,
                EscalationTrail.Kind.MEETING_CALLED_OFF,
                item.meetingOn().toString());
    }

    /**
     * Takes the bottleneck off: there is nothing (more) to decide.
     *
     * @throws Refused in German: not coordination, no reason, personal data, or moved on by others
     */
    @Transactional
    public void dropFromAgenda(Bottleneck.Id id, String reason, String userId) {
        coordination.require(userId);
        bottlenecks.lockIn(id, Set.of(Bottleneck.Status.RELEASED));
        if (reason.isBlank()) {
            throw new Refused(List.of(new Refused.Problem(
                    "agendaCloseReason", "Bitte begründen Sie, warum der Engpass abgeschlossen wird.")));
        }
        texts.require("agendaCloseReason", reason);
        bottlenecks.noteCloseReason(id, reason);
    }

    private static boolean votes(Seat seat) {
        return seat.voting() == Seat.Voting.MEMBER;
    }

    private static AgendaItem toItem(ResultSet row, int n) throws SQLException {
        boolean quorate = row.getBoolean("quorate");
        Boolean held = row.wasNull() ? null : quorate;
        return new AgendaItem(
                row.getObject("id", UUID.class),
                new Bottleneck.Id(row.getObject("bottleneck_id", UUID.class)),
                row.getObject("meeting_day", LocalDate.class),
                row.getInt("agenda_round"),
                row.getString("body"),
                row.getBoolean("short_notice"),
                held);
    }
}
