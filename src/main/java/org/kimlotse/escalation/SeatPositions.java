package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The seats' own views. A view belongs to its seat: its holder or deputy enters it; coordination may enter it only "laut
 * Protokoll", and only as long as the seat itself has said nothing. What the seat says itself takes the place of what was
 * taken from the minutes, at any time until the minutes are final; every version stays.
 */
@Service
public class SeatPositions {

    private final JdbcClient jdbc;
    private final Bottlenecks bottlenecks;
    private final Resolutions resolutions;
    private final Seats seats;
    private final TextsForTheGroup texts;
    private final Coordination coordination;
    private final EscalationTrail trail;
    private final EscalationWorkflow workflow;
    private final Clock clock;

    SeatPositions(
            JdbcClient jdbc,
            Bottlenecks bottlenecks,
            Resolutions resolutions,
            Seats seats,
            TextsForTheGroup texts,
            Coordination coordination,
            EscalationTrail trail,
            EscalationWorkflow workflow,
            Clock clock) {
        this.jdbc = jdbc;
        this.bottlenecks = bottlenecks;
        this.resolutions = resolutions;
        this.seats = seats;
        this.texts = texts;
        this.coordination = coordination;
        this.trail = trail;
        this.workflow = workflow;
        this.clock = clock;
    }

    /** True until the minutes are final: the effect was assessed, or the bottleneck is closed. */
    public boolean canStillBeStated(Bottleneck.Id id) {
        return bottlenecks.get(id).open()
                && resolutions.latest(id).filter(r -> !effectAssessed(r)).isPresent();
    }

    private boolean effectAssessed(Resolution resolution) {
        return jdbc.sql("select count(*) from effect_assessments where resolution_id = :id and assessed_at is not null")
                        .param("id", resolution.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The seats this user speaks for today, as holder or deputy. */
    public List<Seat> seatsOf(String userId) {
        return seats.on(BusinessCalendar.today(clock)).stream()
                .filter(seat -> seat.users().contains(userId))
                .toList();
    }

    /** All versions of one seat, oldest first. */
    public List<SeatPosition> versions(UUID resolutionId, String seatCode) {
        return jdbc.sql("select * from seat_positions where resolution_id = :id and seat_code = :seat order by version")
                .param("id", resolutionId)
                .param("seat", seatCode)
                .query((row, n) -> new SeatPosition(
                        row.getString("seat_code"),
                        row.getInt("version"),
                        SeatPosition.Kind.valueOf(row.getString("kind")),
                        SeatPosition.Source.valueOf(row.getString("source")),
                        row.getString("body"),
                        row.getString("entered_by"),
                        instant(row, "entered_at")))
                .list();
    }

    /** What holds for one seat on the newest decision. */
    public Optional<SeatPosition> latest(Bottleneck.Id id, String seatCode) {
        return resolutions.latest(id).flatMap(r -> versions(r.id(), seatCode).stream()
                .reduce((first, last) -> last));
    }

    /** The version that holds, by seat, in the order of the seats; seats that said nothing are missing. */
    public Map<Seat, SeatPosition> current(Resolution resolution) {
        Map<Seat, SeatPosition> result = new LinkedHashMap<>();
        for (Seat seat : seats.on(BusinessCalendar.dayOf(resolution.recordedAt()))) {
            List<SeatPosition> versions = versions(resolution.id(), seat.code());
            if (!versions.isEmpty()) {
                result.put(seat, versions.get(versions.size() - 1));
            }
        }
        return result;
    }

    /**
     * States the view of a seat on the newest decision, or corrects one's own.
     *
     * @param fromMinutes the person enters it from the minutes, not as the seat's holder or deputy
     * @throws Refused in German: the minutes are final; neither holder, deputy nor coordination; coordination after the seat has spoken for
     *     itself; a divergent view without text; personal data
     */
    @Transactional
    public SeatPosition state(
            Bottleneck.Id id,
            String seatCode,
            SeatPosition.Kind kind,
            String body,
            boolean fromMinutes,
            String userId) {
        bottlenecks.lock(id);
        Resolution resolution = resolutions.requireLatest(id);
        if (!canStillBeStated(id)) {
            throw new Refused(
                    "Das Protokoll ist abgeschlossen: Die Wirkung ist beurteilt. Ihre Sicht wurde nicht gespeichert; bringen Sie sie in die nächste Sitzung ein.");
        }
        Seat seat = seats.find(seatCode, BusinessCalendar.today(clock))
                .orElseThrow(() -> new Refused("Diesen Sitz gibt es in der Lenkungsgruppe nicht."));
        SeatPosition.Source source = source(seat, fromMinutes, userId);
        List<SeatPosition> versions = versions(resolution.id(), seatCode);
        Optional<SeatPosition> last =
                versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
        if (source == SeatPosition.Source.MINUTES
                && last.filter(p -> p.source() != SeatPosition.Source.MINUTES).isPresent()) {
            throw new Refused(
                    "Der Sitz „%s“ hat seine Sicht selbst eingetragen. Sie kann nur von ihm berichtigt werden."
                            .formatted(seat.title()));
        }
        if (kind == SeatPosition.Kind.DIVERGENT && body.isBlank()) {
            throw new Refused(
                    List.of(new Refused.Problem("positionText", "Bitte schreiben Sie die abweichende Sicht auf.")));
        }
        String kept = kind == SeatPosition.Kind.DIVERGENT ? body : "";
        texts.require("positionText", kept);
        SeatPosition position =
                new SeatPosition(seatCode, versions.size() + 1, kind, source, kept, userId, clock.instant());
        insert(resolution, position);
        trail.record(
                id,
                userId,
                versions.isEmpty() ? EscalationTrail.Kind.POSITION_STATED : EscalationTrail.Kind.POSITION_CORRECTED,
                seatCode + " " + source + " Version " + position.version());
        return position;
    }

    /**
     * The same outside a task, for example on the page of the bottleneck: the task that asks the seat for its view ends.
     *
     * @throws Refused as {@link #state}
     */
    @Transactional
    public SeatPosition stateOutsideTheTask(
            Bottleneck.Id id, String seatCode, SeatPosition.Kind kind, String body, String userId) {
        SeatPosition position = state(id, seatCode, kind, body, false, userId);
        workflow.viewStated(id, seatCode);
        return position;
    }

    private SeatPosition.Source source(Seat seat, boolean fromMinutes, String userId) {
        if (!fromMinutes && userId.equals(seat.userId())) {
            return SeatPosition.Source.HOLDER;
        }
        if (!fromMinutes && userId.equals(seat.deputyUserId())) {
            return SeatPosition.Source.DEPUTY;
        }
        if (!coordination.includes(userId)) {
            throw new Refused("Die Sicht des Sitzes „%s“ trägt der Sitz selbst oder seine Stellvertretung ein."
                    .formatted(seat.title()));
        }
        if (!fromMinutes) {
            throw new Refused(List.of(
                    new Refused.Problem("positionSource", "Die Koordination trägt Sichten nur „laut Protokoll“ ein.")));
        }
        return SeatPosition.Source.MINUTES;
    }

    private void insert(Resolution resolution, SeatPosition position) {
        jdbc.sql(
                        """
                        insert into seat_positions (resolution_id, seat_code, version, kind, source, body, entered_by,
                            entered_at)
                        values (:resolution, :seat, :version, :kind, :source, :body, :by, :at)
                        """)
                .param("resolution", resolution.id())
                .param("seat", position.seatCode())
                .param("version", position.version())
                .param("kind", position.kind().name())
                .param("source", position.source().name())
                .param("body", position.body())
                .param("by", position.enteredBy())
                .param("at", timestamp(position.enteredAt()))
                .update();
    }
}
