package org.kimlotse.sample;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.ModelsDeployed;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.rulebook.RuleBookAdmin;
import org.kimlotse.rulebook.RuleSetStatus;
import org.kimlotse.sample.SamplePlan.Sample;
import org.kimlotse.shared.BackdatedClock;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.SampleData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the sample cases when the database has none, behind an open door: Lotse can be used meanwhile. What is still to be
 * made stands in a table, so a start that is cut short is taken up by the next one. Names are invented, dates lie around
 * today.
 */
@Component
class SampleCases {

    private static final Logger LOG = LoggerFactory.getLogger(SampleCases.class);

    private static final String STEERING = "steering";
    private static final int TELL_EVERY = 12;
    private static final int MOST_LETTERS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Days before today on which the clock of the handovers is run over the past; the last is today. */
    private static final List<Integer> SWEEPS = List.of(7, 4, 3, 2, 1, 0);

    private final SampleData sampleData;
    private final SamplePlan plan;
    private final SampleStory story;
    private final SampleSteering steering;
    private final SampleDesk desk;
    private final HandoverSweep sweep;
    private final Outbox outbox;
    private final Cases cases;
    private final RuleBookAdmin rules;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile boolean running;

    SampleCases(
            SampleData sampleData,
            SamplePlan plan,
            SampleStory story,
            SampleSteering steering,
            SampleDesk desk,
            HandoverSweep sweep,
            Outbox outbox,
            Cases cases,
            RuleBookAdmin rules,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.sampleData = sampleData;
        this.plan = plan;
        this.story = story;
        this.steering = steering;
        this.desk = desk;
        this.sweep = sweep;
        this.outbox = outbox;
        this.cases = cases;
        this.rules = rules;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Order(100)
    @EventListener
    void fillEmptyHouse(ModelsDeployed deployed) {
        if (!sampleData.cases() || running || made.isDone()) {
            return;
        }
        Optional<RuleSetStatus> silent = rules.statuses().stream()
                .filter(status -> status.servingVersion() == null)
                .findFirst();
        if (silent.isPresent()) {
            // Made now they would be half cases for ever.
            LOG.warn("Die Beispielfälle warten: {}", silent.get().message());
            return;
        }
        List<Sample> samples = plan.samples(BusinessCalendar.today(clock));
        if (houseIsEmpty()) {
            transaction.executeWithoutResult(status -> {
                samples.forEach(sample -> note(sample.token()));
                note(STEERING);
            });
        }
        Set<String> waiting = waiting();
        if (waiting.isEmpty()) {
            if (waitingOrMade() == 0) {
                LOG.warn(
                        "Es entstehen keine Beispielfälle: Es gibt schon einen Fall. Sie entstehen nur in einer leeren Datenbank.");
            }
            made.complete(null);
            return;
        }
        running = true;
        Thread maker = new Thread(() -> makeAll(samples, waiting), "sample-cases");
        maker.setDaemon(true);
        maker.start();
    }

    /** Done when there is nothing more to make; so that a test need not guess. */
    CompletableFuture<Void> made() {
        return made;
    }

    @PreDestroy
    void letGo() {
        closing = true;
        if (!running) {
            return;
        }
        try {
            made.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("sample cases are cut short", e);
        }
    }

    private void makeAll(List<Sample> samples, Set<String> waiting) {
        Instant begun = clock.instant();
        try {
            desk.undisturbed(() -> sweep.resting(() -> {
                LOG.info("Die Beispielfälle werden im Hintergrund angelegt: {}.", waiting.size() - 1);
                int count = 0;
                for (Sample sample : samples) {
                    if (waiting.contains(sample.token())) {
                        make(sample.token(), () -> story.tell(sample, this::goOn));
                        desk.letOthersGoOn();
                        count++;
                        if (count % TELL_EVERY == 0) {
                            LOG.info("Beispielfälle: {} von {} …", count, waiting.size() - 1);
                        }
                    }
                }
                if (waiting.contains(STEERING)) {
                    make(STEERING, this::letTimePass);
                }
            }));
            LOG.info(
                    "Die Beispielfälle sind angelegt ({} Sekunden).",
                    Duration.between(begun, clock.instant()).toSeconds());
            made.complete(null);
        } catch (Closing e) {
            LOG.info("Die Beispielfälle sind noch nicht alle angelegt; beim nächsten Start geht es weiter.");
            made.completeExceptionally(new CompletionException(e));
        } catch (RuntimeException e) {
            LOG.warn("Die Beispielfälle bleiben unvollständig: {}", e.getMessage());
            made.completeExceptionally(e);
        } finally {
            running = false;
        }
    }

    /**
     * The letters were posted on the day they were written, those of today are still to be; and deadlines that lie in the past are found, day by day, as they
     * would have been.
     */
    private void letTimePass() {
        LocalDate today = BusinessCalendar.today(clock);
        try {
            outbox.waitingForPost(BusinessCalendar.startOf(today), MOST_LETTERS).forEach(letter -> post(letter, today));
            for (int days : SWEEPS) {
                goOn();
                if (clock instanceof BackdatedClock backdated) {
                    backdated.daysAgo(days);
                }
                sweep.run();
            }
        } finally {
            if (clock instanceof BackdatedClock backdated) {
                backdated.daysAgo(0);
            }
        }
        steering.prepare();
    }

    private void post(Letter letter, LocalDate today) {
        LocalDate written = BusinessCalendar.dayOf(letter.createdAt());
        if (clock instanceof BackdatedClock backdated) {
            backdated.daysAgo((int) ChronoUnit.DAYS.between(written, today));
        }
        outbox.recordPosted(letter.id(), written, written);
    }

    private void make(String token, Runnable work) {
        try {
            goOn();
            work.run();
        } catch (Closing e) {
            throw e;
        } catch (RuntimeException e) {
            goOn();
            // A sample that no longer fits edited forms must not keep the others from being made.
            LOG.warn(
                    "Der Beispielfall {} passt nicht zu den Prozessen und Formularen und bleibt unvollständig: {}",
                    token,
                    e.getMessage());
        }
        jdbc.sql("update sample_progress set made = true where token = :token")
                .param("token", token)
                .update();
    }

    private void goOn() {
        if (closing) {
            throw new Closing();
        }
    }

    private boolean houseIsEmpty() {
        Set<String> teams =
                Stream.of(Municipality.values()).map(Municipality::team).collect(Collectors.toSet());
        return waitingOrMade() == 0
                && cases.search("", teams, EnumSet.allOf(Case.State.class), 1).isEmpty();
    }

    private int waitingOrMade() {
        return jdbc.sql("select count(*) from sample_progress")
                .query(Integer.class)
                .single();
    }

    private void note(String token) {
        jdbc.sql("insert into sample_progress (token, made) values (:token, false)")
                .param("token", token)
                .update();
    }

    private Set<String> waiting() {
        return new HashSet<>(jdbc.sql("select token from sample_progress where made = false")
                .query(String.class)
                .list());
    }

    /** Lotse is going down. */
    private static final class Closing extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
