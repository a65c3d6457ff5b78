package org.kimlotse.handover;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.Models;
import org.kimlotse.engine.UnmatchedMessages;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether what an incident tells of is still so, and what its end means for it. */
@Component
class IncidentCauses {

    private final IncidentRepair repair;
    private final UnmatchedMessages messages;
    private final Models models;
    private final Outbox outbox;
    private final Cases cases;
    private final Handovers handovers;
    private final Actors actors;
    private final Clock clock;
    private final Duration stepsLate;

    IncidentCauses(
            IncidentRepair repair,
            UnmatchedMessages messages,
            Models models,
            Outbox outbox,
            Cases cases,
            Handovers handovers,
            Actors actors,
            Clock clock,
            @Value("${lotse.engine.steps-late-after:PT15M}") Duration stepsLate) {
        this.repair = repair;
        this.messages = messages;
        this.models = models;
        this.outbox = outbox;
        this.cases = cases;
        this.handovers = handovers;
        this.actors = actors;
        this.clock = clock;
        this.stepsLate = stepsLate;
    }

    /** Nothing is left to do: it went on, was taken or posted. What only a person can judge is never gone by itself. */
    boolean gone(SystemIncident incident) {
        return switch (incident.kind()) {
            case JOB_FAILED -> !repair.stands(incident.reference());
            case MESSAGE_UNMATCHED ->
                messages.open().stream().noneMatch(m -> m.id().toString().equals(incident.reference()));
            case LETTER_WAITING ->
                waitingLetter(incident)
                        .filter(letter -> teamOf(letter).equals(incident.ownerGroup()))
                        .isEmpty();
            case MODEL_PROBLEM -> models.status().healthy();
            case STEPS_WAITING ->
                repair.dueSince()
                        .filter(since -> since.isBefore(clock.instant().minus(stepsLate)))
                        .isEmpty();
            case SWEEP_FAILED ->
                handover(incident).filter(h -> h.checkFailures() == 0).isPresent();
            case ERASURE_FAILED ->
                incident.caseId().flatMap(cases::find).filter(this::toBeErased).isEmpty();
            case SWEEP_LATE, DETECTION_FAILED, TAKEOVER_INCOMPLETE, MAIL_NOT_SENT, GAP, PAID_TWICE -> false;
        };
    }

    /** Whether it can be tried once more at the push of a button. */
    boolean repeatable(SystemIncident incident) {
        return switch (incident.kind()) {
            case JOB_FAILED -> repair.stands(incident.reference());
            case SWEEP_FAILED ->
                handover(incident).filter(h -> h.nextCheckAt() != null).isPresent();
            default -> false;
        };
    }

    void repeat(SystemIncident incident) {
        if (incident.kind() == SystemIncident.Kind.JOB_FAILED) {
            repair.runAgain(incident.reference());
        } else {
            handover(incident)
                    .filter(h -> h.nextCheckAt() != null)
                    .ifPresent(h -> handovers.checkAgain(h, clock.instant(), h.checkFailures()));
        }
    }

    /** Somebody has seen to it: what still waited because of it waits no longer. */
    void settle(SystemIncident incident) {
        if (incident.kind() == SystemIncident.Kind.MESSAGE_UNMATCHED) {
            id(incident).ifPresent(messages::dismiss);
        } else if (incident.kind() == SystemIncident.Kind.GAP) {
            id(incident)
                    .map(HandoverId::new)
                    .ifPresent(h -> handovers.endLadderSteps(
                            h, LadderEnd.INCIDENT_SETTLED, clock.instant(), actors.currentId()));
        }
    }

    /** The letter the incident is about, if it still waits to be posted. */
    Optional<Letter> waitingLetter(SystemIncident incident) {
        return incident.kind() == SystemIncident.Kind.LETTER_WAITING
                ? id(incident).flatMap(outbox::letter).filter(l -> l.state() == Letter.State.READY_TO_PRINT)
                : Optional.empty();
    }

    /** Whether its subject may be told to nobody but who runs the case. */
    boolean confidential(Letter letter) {
        try {
            return Optional.ofNullable(letter.about())
                    .map(HandoverId::of)
                    .flatMap(handovers::find)
                    .filter(Handover::confidential)
                    .isPresent();
        } catch (IllegalArgumentException notAboutAHandover) {
            return false;
        }
    }

    /** Whose letter it is. */
    String teamOf(Letter letter) {
        return letter.caseId()
                .flatMap(cases::find)
                .map(Case::team)
                .orElse(SystemIncident.Kind.LETTER_WAITING.ownerGroup());
    }

    private boolean toBeErased(Case file) {
        LocalDate on = file.deletionOn();
        return on != null && !on.isAfter(BusinessCalendar.today(clock));
    }

    private Optional<Handover> handover(SystemIncident incident) {
        return id(incident).map(HandoverId::new).flatMap(handovers::find);
    }

    private static Optional<UUID> id(SystemIncident incident) {
        try {
            return Optional.of(UUID.fromString(incident.reference()));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
