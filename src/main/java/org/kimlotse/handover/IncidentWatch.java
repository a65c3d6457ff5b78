package org.kimlotse.handover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Models;
import org.kimlotse.engine.UnmatchedMessages;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.ClusterLocks;
import org.kimlotse.shared.GermanDates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for what nobody reports by itself – a sweep that stands still, a letter that stays on the pile, a model that was
 * refused –, takes back what has settled itself, and gives every open incident its task in the owners' task list. The task
 * is made here and not where the incident is noted, in the middle of whatever failed: there the engine may be the one that
 * is ill. The row is the truth; if no task can be made, list and health check show the incident all the same, and the watch
 * tries again. The health check watches the watch: it turns down when an incident waits too long for its task.
 */
@Component
public class IncidentWatch {

    /** Process and form of an incident; the business key is its id. */
    public static final String PROCESS = "system-incident";

    private static final Logger LOG = LoggerFactory.getLogger(IncidentWatch.class);
    private static final Duration LOCK = Duration.ofMinutes(5);
    /** Messages are tried every half a minute and reported after a quarter of an hour. */
    private static final Duration MESSAGES_LATE = Duration.ofHours(1);
    /** An incident may be noted a moment before the work that failed is rolled back: not before that it has settled. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(2);

    private static final String SETTLED = "Hat sich von selbst erledigt.";
    private static final String SETTLED_CODE = "incident-settled";
    private static final int AT_ONCE = 50;
    private static final int LETTERS = 500;

    private final SystemIncidents incidents;
    private final IncidentCauses causes;
    private final Handovers handovers;
    private final HandoverSweep sweep;
    private final Outbox outbox;
    private final UnmatchedMessages messages;
    private final Models models;
    private final IncidentRepair steps;
    private final Workflows workflows;
    private final ClusterLocks locks;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration late;
    private final Duration stepsLate;
    private final int postWithin;

    IncidentWatch(
            SystemIncidents incidents,
            IncidentCauses causes,
            Handovers handovers,
            HandoverSweep sweep,
            Outbox outbox,
            UnmatchedMessages messages,
            Models models,
            IncidentRepair steps,
            Workflows workflows,
            ClusterLocks locks,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${lotse.handover.late-after:PT15M}") Duration late,
            @Value("${lotse.engine.steps-late-after:PT15M}") Duration stepsLate,
            @Value("${lotse.letter.post-within-working-days:3}") int postWithin) {
        this.incidents = incidents;
        this.causes = causes;
        this.handovers = handovers;
        this.sweep = sweep;
        this.outbox = outbox;
        this.messages = messages;
        this.models = models;
        this.steps = steps;
        this.workflows = workflows;
        this.locks = locks;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.late = late;
        this.stepsLate = stepsLate;
        this.postWithin = postWithin;
    }

    @Scheduled(fixedDelayString = "${lotse.incident.watch-every:PT1M}", initialDelayString = "PT30S")
    void tick() {
        locks.alone("incident-watch", LOCK, this::run);
    }

    /** Looks around, settles, makes the missing tasks; returns how many. Outside a transaction. */
    public int run() {
        settle();
        lookAround();
        int made = 0;
        List<SystemIncident> waiting = incidents.withoutTask(AT_ONCE);
        int progress = 1;
        while (!waiting.isEmpty() && progress > 0) {
            progress = waiting.stream().mapToInt(this::taskFor).sum();
            made += progress;
            waiting = incidents.withoutTask(AT_ONCE);
        }
        return made;
    }

    // ---- noticing -------------------------------------------------------------------------------------------

    private void lookAround() {
        Instant now = clock.instant();
        handovers
                .oldestDue(now)
                .filter(oldest -> !sweep.resting() && oldest.isBefore(now.minus(late)))
                .ifPresent(oldest -> once(
                        SystemIncident.Kind.SWEEP_LATE,
                        "handover-sweep",
                        "Die Uhr der Übergaben läuft nicht: Prüfungen warten seit %s."
                                .formatted(GermanDates.time(oldest))));
        messages.open().stream()
                .filter(m -> !m.reported() && m.since().isBefore(now.minus(MESSAGES_LATE)))
                .findFirst()
                .ifPresent(m -> once(
                        SystemIncident.Kind.SWEEP_LATE,
                        "message-sweep",
                        "Nachrichten ohne Vorgang werden nicht mehr zugestellt; die älteste wartet seit %s."
                                .formatted(GermanDates.time(m.since()))));
        steps.dueSince()
                .filter(since -> since.isBefore(now.minus(stepsLate)))
                .ifPresent(since -> once(
                        SystemIncident.Kind.STEPS_WAITING,
                        "job-executor",
                        "Schritte im Hintergrund werden nicht ausgeführt; der älteste ist seit %s fällig. Bitte Lotse neu starten und das Protokoll des Servers ansehen."
                                .formatted(GermanDates.time(since))));
        int problems = models.status().problems().size();
        if (problems > 0) {
            once(
                    SystemIncident.Kind.MODEL_PROBLEM,
                    "models",
                    "Was im Modellordner liegt, hat Fehler (%d) und gilt nicht; es gilt weiter, was vorher galt. Näheres auf der Seite „Prozesse & Regeln“."
                            .formatted(problems));
        }
        Instant writtenBefore =
                BusinessCalendar.startOf(BusinessCalendar.minusArbeitstage(BusinessCalendar.today(clock), postWithin));
        outbox.waitingForPost(writtenBefore, LETTERS).forEach(this::waitsTooLong);
    }

    private void waitsTooLong(Letter letter) {
        String reference = letter.id().toString();
        // Whoever has the letter as a task, or as part of one, needs no second one.
        boolean somebodys =
                workflows.isRunning(LetterForms.PROCESS, reference) || handovers.ofOpenLadderStep(letter.id());
        if (!somebodys && !incidents.isOpen(SystemIncident.Kind.LETTER_WAITING, reference)) {
            incidents.report(
                    SystemIncident.Kind.LETTER_WAITING,
                    reference,
                    letter.caseNumber(),
                    "%s: seit dem %s zum Drucken bereit und nicht als verschickt vermerkt."
                            .formatted(
                                    causes.confidential(letter)
                                            ? "Ein Schreiben im Fall "
                                                    + letter.caseId()
                                                            .map(CaseId::number)
                                                            .orElse("")
                                            : letter.subject(),
                                    BusinessCalendar.german(BusinessCalendar.dayOf(letter.createdAt()))),
                    causes.teamOf(letter));
        }
    }

    private void once(SystemIncident.Kind kind, String reference, String summary) {
        if (!incidents.isOpen(kind, reference)) {
            incidents.report(kind, reference, null, summary);
        }
    }

    // ---- settling -------------------------------------------------------------------------------------------

    private void settle() {
        Instant limit = clock.instant().minus(SETTLED_AFTER);
        for (SystemIncident incident : incidents.open()) {
            try {
                if (incident.lastSeenAt().isBefore(limit) && causes.gone(incident)) {
                    transaction.executeWithoutResult(t -> {
                        incidents.close(incident.id(), SETTLED);
                        workflows.cancel(PROCESS, incident.id().toString(), SETTLED_CODE);
                    });
                }
            } catch (RuntimeException e) {
                LOG.error("Incident {} could not be settled", incident.id(), e);
            }
        }
    }

    // ---- tasks ----------------------------------------------------------------------------------------------

    private int taskFor(SystemIncident incident) {
        try {
            return Boolean.TRUE.equals(transaction.execute(t -> make(incident))) ? 1 : 0;
        } catch (RuntimeException e) {
            LOG.error("No task could be made for incident {}", incident.id(), e);
            return 0;
        }
    }

    private boolean make(SystemIncident incident) {
        if (!incidents.taskMade(incident.id())) {
            return false;
        }
        workflows.start(PROCESS, incident.id().toString(), Answers.none());
        return true;
    }
}
