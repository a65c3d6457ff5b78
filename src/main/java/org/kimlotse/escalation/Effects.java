package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the measures changed: computed from the handovers before and after, assessed by coordination. */
@Service
public class Effects {

    private final JdbcClient jdbc;
    private final Bottlenecks bottlenecks;
    private final Resolutions resolutions;
    private final StepFigureRegister figures;
    private final ProcedureBook procedure;
    private final TextsForTheGroup texts;
    private final Coordination coordination;
    private final EscalationTrail trail;
    private final Clock clock;

    Effects(
            JdbcClient jdbc,
            Bottlenecks bottlenecks,
            Resolutions resolutions,
            StepFigureRegister figures,
            ProcedureBook procedure,
            TextsForTheGroup texts,
            Coordination coordination,
            EscalationTrail trail,
            Clock clock) {
        this.jdbc = jdbc;
        this.bottlenecks = bottlenecks;
        this.resolutions = resolutions;
        this.figures = figures;
        this.procedure = procedure;
        this.texts = texts;
        this.coordination = coordination;
        this.trail = trail;
        this.clock = clock;
    }

    /** The newest one. */
    public Optional<Effect.Assessment> latest(Bottleneck.Id id) {
        return jdbc.sql(
                        "select * from effect_assessments where bottleneck_id = :id order by computed_at desc fetch first 1 rows only")
                .param("id", id.value())
                .query((row, n) -> {
                    boolean back = row.getBoolean("back_on_agenda");
                    Boolean backOrOpen = row.wasNull() ? null : back;
                    return new Effect.Assessment(
                            row.getObject("id", UUID.class),
                            row.getObject("resolution_id", UUID.class),
                            figures.get(row.getObject("before_figures_id", UUID.class)),
                            figures.get(row.getObject("after_figures_id", UUID.class)),
                            Effect.valueOf(row.getString("effect")),
                            instant(row, "computed_at"),
                            backOrOpen,
                            row.getString("reason"));
                })
                .optional();
    }

    /** The last day of the observation: as long as the period before, from the day after the last measure was reported. */
    public LocalDate observationEnd(Bottleneck.Id id) {
        return observationStart(resolutions.requireLatest(id))
                .plusDays(before(id).days() - 1);
    }

    private LocalDate observationStart(Resolution resolution) {
        LocalDate decided = BusinessCalendar.dayOf(resolution.recordedAt());
        return resolutions.measures(resolution.id()).stream()
                .flatMap(m -> Optional.ofNullable(m.doneOn()).stream())
                .max(LocalDate::compareTo)
                .orElse(decided)
                .plusDays(1);
    }

    /** The figures on which the last decision rested: those of the last effect, else those of the dossier. */
    private StepFigures before(Bottleneck.Id id) {
        return latest(id)
                .filter(a ->
                        !a.resolution().equals(resolutions.requireLatest(id).id()))
                .map(Effect.Assessment::after)
                .orElseGet(() -> figures.get(bottlenecks.get(id).currentFigures()));
    }

    /** Once per decision; asked again, it gives the same. */
    @Transactional
    public Effect compute(Bottleneck.Id id) {
        Bottleneck bottleneck = bottlenecks.lock(id);
        Resolution resolution = resolutions.requireLatest(id);
        Optional<Effect.Assessment> known =
                latest(id).filter(a -> a.resolution().equals(resolution.id()));
        if (known.isPresent()) {
            return known.get().effect();
        }
        StepFigures before = before(id);
        LocalDate from = observationStart(resolution);
        StepFigures after =
                figures.drawExactly(bottleneck.office(), bottleneck.hop(), from, from.plusDays(before.days() - 1));
        Effect effect = Effect.of(before, after, procedure.on(BusinessCalendar.today(clock)));
        jdbc.sql(
                        """
                        insert into effect_assessments (id, resolution_id, bottleneck_id, before_figures_id,
                            after_figures_id, effect, computed_at)
                        values (:id, :resolution, :bottleneck, :before, :after, :effect, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("resolution", resolution.id())
                .param("bottleneck", id.value())
                .param("before", before.id())
                .param("after", after.id())
                .param("effect", effect.name())
                .param("at", timestamp(clock.instant()))
                .update();
        bottlenecks.move(id, Bottleneck.Status.ASSESSING);
        trail.record(id, Actors.SYSTEM, EscalationTrail.Kind.EFFECT_COMPUTED, effect.name());
        return effect;
    }

    /** What the data suggest: back if the measures did not work, closed if they did, open (empty) if nobody can tell. */
    public static Optional<Boolean> suggestsBack(Effect effect) {
        return switch (effect) {
            case EFFECTIVE -> Optional.of(false);
            case NOT_EFFECTIVE -> Optional.of(true);
            case NOT_ASSESSABLE -> Optional.empty();
        };
    }

    /**
     * Coordination closes the bottleneck or puts it back.
     *
     * @throws Refused in German: not coordination, deviating from the data (or deciding where they say nothing) without a
     *     reason, personal data, or moved on by others
     */
    @Transactional
    public void assess(Bottleneck.Id id, boolean backOnAgenda, String reason, String userId) {
        coordination.require(userId);
        bottlenecks.lockIn(id, Set.of(Bottleneck.Status.ASSESSING));
        Effect.Assessment assessment =
                latest(id).orElseThrow(() -> new IllegalStateException("no effect computed for " + id));
        boolean asTheDataSay = suggestsBack(assessment.effect())
                .filter(back -> back == backOnAgenda)
                .isPresent();
        if (!asTheDataSay && reason.isBlank()) {
            throw new Refused(List.of(new Refused.Problem(
                    "effectReason",
                    assessment.effect() == Effect.NOT_ASSESSABLE
                            ? "Die Wirkung ist nicht beurteilbar. Bitte begründen Sie Ihre Entscheidung."
                            : "Ihre Entscheidung weicht von den Zahlen ab. Bitte begründen Sie das.")));
        }
        texts.require("effectReason", reason);
        jdbc.sql(
                        """
                        update effect_assessments
                        set back_on_agenda = :back, reason = :reason, assessed_by = :by, assessed_at = :at
                        where id = :id
                        """)
                .param("back", backOnAgenda)
                .param("reason", reason)
                .param("by", userId)
                .param("at", timestamp(clock.instant()))
                .param("id", assessment.id())
                .update();
        if (backOnAgenda) {
            bottlenecks.move(id, Bottleneck.Status.RELEASED);
            trail.record(
                    id,
                    userId,
                    EscalationTrail.Kind.BACK_ON_AGENDA,
                    assessment.effect().name());
        } else {
            trail.record(
                    id,
                    userId,
                    EscalationTrail.Kind.EFFECT_ASSESSED,
                    assessment.effect().name());
        }
    }

    /** The end of the story; asked again, it stays closed. */
    @Transactional
    public void close(Bottleneck.Id id) {
        if (bottlenecks.lock(id).open()) {
            bottlenecks.close(id, clock.instant());
            trail.record(id, Actors.SYSTEM, EscalationTrail.Kind.CLOSED, "");
        }
    }
}
