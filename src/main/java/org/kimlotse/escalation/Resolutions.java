package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Recording what a quorate meeting decided, with its measures. */
@Service
public class Resolutions {

    private final JdbcClient jdbc;
    private final Bottlenecks bottlenecks;
    private final Meetings meetings;
    private final Seats seats;
    private final ProcedureBook procedure;
    private final TextsForTheGroup texts;
    private final Coordination coordination;
    private final EscalationTrail trail;
    private final Clock clock;

    Resolutions(
            JdbcClient jdbc,
            Bottlenecks bottlenecks,
            Meetings meetings,
            Seats seats,
            ProcedureBook procedure,
            TextsForTheGroup texts,
            Coordination coordination,
            EscalationTrail trail,
            Clock clock) {
        this.jdbc = jdbc;
        this.bottlenecks = bottlenecks;
        this.meetings = meetings;
        this.seats = seats;
        this.procedure = procedure;
        this.texts = texts;
        this.coordination = coordination;
        this.trail = trail;
        this.clock = clock;
    }

    /** The newest one of this bottleneck, adopted or not. */
    public Optional<Resolution> latest(Bottleneck.Id id) {
        return jdbc.sql(
                        "select * from resolutions where bottleneck_id = :id order by recorded_at desc fetch first 1 rows only")
                .param("id", id.value())
                .query(Resolutions::toResolution)
                .optional();
    }

    Resolution requireLatest(Bottleneck.Id id) {
        return latest(id).orElseThrow(() -> new IllegalStateException("no resolution on bottleneck " + id));
    }

    public Optional<Resolution> ofItem(UUID agendaItemId) {
        return jdbc.sql("select * from resolutions where agenda_item_id = :id")
                .param("id", agendaItemId)
                .query(Resolutions::toResolution)
                .optional();
    }

    /** The last day on which a seat may state its view in the process; later ones go into the minutes all the same. */
    public LocalDate positionsUntil(Resolution resolution) {
        LocalDate recorded = BusinessCalendar.dayOf(resolution.recordedAt());
        return BusinessCalendar.plusArbeitstage(recorded, procedure.on(recorded).objectionWorkingDays());
    }

    /** In the order in which they were recorded. */
    public List<Measure> measures(UUID resolutionId) {
        return jdbc.sql("select * from measures where resolution_id = :id order by sort_order")
                .param("id", resolutionId)
                .query(Resolutions::toMeasure)
                .list();
    }

    public Measure measure(UUID id) {
        return jdbc.sql("select * from measures where id = :id")
                .param("id", id)
                .query(Resolutions::toMeasure)
                .single();
    }

    /**
     * Records the group's decision of this round. Whether it is adopted follows from the votes; what the caller took for
     * the result must agree with it.
     *
     * @param adoptedAsSeen what the person who records it believes to be the result
     * @param measures only with an adopted decision, at least one
     * @throws Refused in German: not coordination, votes that do not add up, a result the votes do not give, no or bad
     *     measures, personal data, or moved on by others
     */
    @Transactional
    public Resolution record(
            Bottleneck.Id id,
            String body,
            Resolution.Votes votes,
            boolean adoptedAsSeen,
            List<Measure.Draft> measures,
            String userId) {
        coordination.require(userId);
        bottlenecks.lockIn(id, Set.of(Bottleneck.Status.IN_MEETING));
        Meetings.AgendaItem item = meetings.requireLatestItem(id);
        List<Refused.Problem> problems = new ArrayList<>(problemsOfVotes(item, votes, adoptedAsSeen));
        if (body.isBlank()) {
            problems.add(new Refused.Problem("decisionText", "Der Text des Beschlusses fehlt."));
        }
        texts.problems(body).forEach(m -> problems.add(new Refused.Problem("decisionText", m)));
        problems.addAll(problemsOfMeasures(votes.adopts(), measures));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        Resolution resolution = new Resolution(
                UUID.randomUUID(),
                item.id(),
                id,
                body,
                votes.against() == 0 && votes.adopts(),
                votes,
                votes.adopts(),
                userId,
                clock.instant());
        insert(resolution);
        for (int i = 0; i < measures.size(); i++) {
            insert(resolution, i + 1, measures.get(i));
        }
        bottlenecks.move(id, resolution.adopted() ? Bottleneck.Status.RESOLVED : Bottleneck.Status.RELEASED);
        trail.record(
                id,
                userId,
                EscalationTrail.Kind.RESOLVED,
                "%s %d:%d:%d"
                        .formatted(
                                resolution.adopted() ? "angenommen" : "nicht angenommen",
                                votes.inFavour(),
                                votes.against(),
                                votes.abstained()));
        return resolution;
    }

    private List<Refused.Problem> problemsOfVotes(
            Meetings.AgendaItem item, Resolution.Votes votes, boolean adoptedAsSeen) {
        List<Refused.Problem> problems = new ArrayList<>();
        int taken = meetings.quorum(
                        item.meetingOn(), meetings.attendance(item.id()).keySet())
                .votingSeatsTaken();
        if (votes.inFavour() < 0 || votes.against() < 0 || votes.abstained() < 0) {
            problems.add(new Refused.Problem("votesFor", "Stimmen können nicht negativ sein."));
        } else if (votes.total() > taken) {
            problems.add(new Refused.Problem(
                    "votesFor",
                    "Es sind %d Stimmen eingetragen, aber nur %d stimmberechtigte Sitze waren anwesend oder vertreten."
                            .formatted(votes.total(), taken)));
        }
        if (adoptedAsSeen != votes.adopts()) {
            String rule = votes.inFavour() == votes.against()
                    ? "Bei Stimmengleichheit ist der Beschluss nicht gefasst."
                    : votes.adopts()
                            ? "Mit mehr Ja- als Nein-Stimmen ist der Beschluss gefasst."
                            : "Mit mehr Nein- als Ja-Stimmen ist der Beschluss nicht gefasst.";
            problems.add(new Refused.Problem("decisionAdopted", rule + " Bitte Ergebnis und Stimmen abgleichen."));
        }
        return problems;
    }

    private List<Refused.Problem> problemsOfMeasures(boolean adopted, List<Measure.Draft> measures) {
        List<Refused.Problem> problems = new ArrayList<>();
        if (adopted && measures.isEmpty()) {
            problems.add(new Refused.Problem(
                    "measures", "Ein Beschluss braucht mindestens eine Maßnahme mit Zuständigkeit und Frist."));
        }
        if (!adopted && !measures.isEmpty()) {
            problems.add(new Refused.Problem("measures", "Ohne gefassten Beschluss kann es keine Maßnahmen geben."));
        }
        LocalDate today = BusinessCalendar.today(clock);
        for (int i = 0; i < measures.size(); i++) {
            Measure.Draft draft = measures.get(i);
            String which = "Maßnahme " + (i + 1) + ": ";
            if (draft.body().isBlank()) {
                problems.add(new Refused.Problem("measures", which + "Der Text fehlt."));
            }
            if (draft.dueOn().isBefore(today)) {
                problems.add(new Refused.Problem("measures", which + "Die Frist liegt in der Vergangenheit."));
            }
            if (draft.owner().kind() == Measure.Owner.Kind.SEAT
                    && seats.find(draft.owner().ref(), today).isEmpty()) {
                problems.add(new Refused.Problem("measures", which + "Diesen Sitz gibt es nicht."));
            }
            texts.problems(draft.body()).forEach(m -> problems.add(new Refused.Problem("measures", which + m)));
        }
        return problems;
    }

    /**
     * Its owner, or coordination for it, reports a measure.
     *
     * @param done false: it could not be done
     * @param note what was done, or why not
     * @throws Refused in German: reported already, a missing note, or personal data
     */
    @Transactional
    public void report(UUID measureId, boolean done, String note, String userId) {
        Measure measure = measure(measureId);
        bottlenecks.lock(measure.bottleneck());
        if (note.isBlank()) {
            throw new Refused(List.of(new Refused.Problem(
                    "measureNote",
                    done
                            ? "Bitte schreiben Sie kurz, was getan wurde."
                            : "Bitte schreiben Sie, warum die Maßnahme nicht umgesetzt ist.")));
        }
        texts.require("measureNote", note);
        int changed = jdbc.sql(
                        """
                        update measures set done = :done, done_on = :on, done_by = :by, note = :note
                        where id = :id and done is null
                        """)
                .param("done", done)
                .param("on", BusinessCalendar.today(clock))
                .param("by", userId)
                .param("note", note)
                .param("id", measureId)
                .update();
        if (changed == 0) {
            throw new Refused("Diese Maßnahme ist schon gemeldet. Ihre Eingaben wurden nicht gespeichert.");
        }
        trail.record(
                measure.bottleneck(),
                userId,
                EscalationTrail.Kind.MEASURE_DONE,
                measureId + (done ? " umgesetzt" : " nicht umgesetzt"));
    }

    private void insert(Resolution resolution) {
        jdbc.sql(
                        """
                        insert into resolutions (id, agenda_item_id, bottleneck_id, body, consensus, votes_for,
                            votes_against, votes_abstained, adopted, recorded_by, recorded_at)
                        values (:id, :item, :bottleneck, :body, :consensus, :for, :against, :abstained, :adopted, :by, :at)
                        """)
                .param("id", resolution.id())
                .param("item", resolution.agendaItem())
                .param("bottleneck", resolution.bottleneck().value())
                .param("body", resolution.body())
                .param("consensus", resolution.consensus())
                .param("for", resolution.votes().inFavour())
                .param("against", resolution.votes().against())
                .param("abstained", resolution.votes().abstained())
                .param("adopted", resolution.adopted())
                .param("by", resolution.recordedBy())
                .param("at", timestamp(resolution.recordedAt()))
                .update();
    }

    private void insert(Resolution resolution, int order, Measure.Draft draft) {
        jdbc.sql(
                        """
                        insert into measures (id, resolution_id, bottleneck_id, sort_order, body, owner_kind, owner, due_on)
                        values (:id, :resolution, :bottleneck, :order, :body, :kind, :owner, :due)
                        """)
                .param("id", UUID.randomUUID())
                .param("resolution", resolution.id())
                .param("bottleneck", resolution.bottleneck().value())
                .param("order", order)
                .param("body", draft.body())
                .param("kind", draft.owner().kind().name())
                .param("owner", draft.owner().ref())
                .param("due", draft.dueOn())
                .update();
    }

    private static Resolution toResolution(ResultSet row, int n) throws SQLException {
        return new Resolution(
                row.getObject("id", UUID.class),
                row.getObject("agenda_item_id", UUID.class),
                new Bottleneck.Id(row.getObject("bottleneck_id", UUID.class)),
                row.getString("body"),
                row.getBoolean("consensus"),
                new Resolution.Votes(
                        row.getInt("votes_for"), row.getInt("votes_against"), row.getInt("votes_abstained")),
                row.getBoolean("adopted"),
                row.getString("recorded_by"),
                instant(row, "recorded_at"));
    }

    private static Measure toMeasure(ResultSet row, int n) throws SQLException {
        boolean done = row.getBoolean("done");
        @Nullable Boolean doneOrOpen = row.wasNull() ? null : done;
        return new Measure(
                row.getObject("id", UUID.class),
                row.getObject("resolution_id", UUID.class),
                new Bottleneck.Id(row.getObject("bottleneck_id", UUID.class)),
                row.getString("body"),
                new Measure.Owner(Measure.Owner.Kind.valueOf(row.getString("owner_kind")), row.getString("owner")),
                row.getObject("due_on", LocalDate.class),
                doneOrOpen,
                row.getObject("done_on", LocalDate.class),
                row.getString("done_by"),
                row.getString("note"));
    }
}
