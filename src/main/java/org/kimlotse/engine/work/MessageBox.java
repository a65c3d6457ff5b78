package org.kimlotse.engine.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.kimlotse.engine.EngineIncident;
import org.kimlotse.engine.UnmatchedMessages;
import org.kimlotse.shared.SqlTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Delivers messages and keeps those nobody waits for. A kept message is tried again with growing pauses; after {@link
 * #PATIENCE} it is reported once, and goes on being tried until it is taken or a person gives it up.
 */
@Component
class MessageBox implements UnmatchedMessages {

    static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Logger LOG = LoggerFactory.getLogger(MessageBox.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RuntimeService runtime;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final EngineCalls engine;
    private final TransactionOperations transactions;

    MessageBox(
            @Lazy RuntimeService runtime,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events,
            EngineCalls engine,
            TransactionOperations transactions) {
        this.runtime = runtime;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.engine = engine;
        this.transactions = transactions;
    }

    boolean deliverOrKeep(String message, String businessKey, Map<String, Object> variables) {
        if (deliver(message, businessKey, variables)) {
            return true;
        }
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into unmatched_messages
                            (id, message, business_key, variables, created_at, next_try_at, tries, state)
                        values (:id, :message, :key, :variables, :now, :next, 1, 'OPEN')
                        """)
                .param("id", UUID.randomUUID())
                .param("message", message)
                .param("key", businessKey)
                .param("variables", write(variables))
                .param("now", SqlTypes.timestamp(now))
                .param("next", SqlTypes.timestamp(now.plus(FIRST_PAUSE)))
                .update();
        return false;
    }

    private boolean deliver(String message, String businessKey, Map<String, Object> variables) {
        List<Execution> waiting = runtime.createExecutionQuery()
                .messageEventSubscriptionName(message)
                .processInstanceBusinessKey(businessKey)
                .listPage(0, 2);
        if (waiting.size() != 1) {
            return false;
        }
        runtime.messageEventReceived(message, waiting.get(0).getId(), new HashMap<>(variables));
        return true;
    }

    @Override
    public List<Unmatched> open() {
        return jdbc.sql(
                        """
                        select id, message, business_key, created_at, tries, state from unmatched_messages
                        where state in ('OPEN', 'REPORTED') order by created_at, id
                        """)
                .query((row, number) -> new Unmatched(
                        SqlTypes.id(row, "id"),
                        row.getString("message"),
                        row.getString("business_key"),
                        SqlTypes.instant(row, "created_at"),
                        row.getInt("tries"),
                        row.getString("state").equals("REPORTED")))
                .list();
    }

    private record Kept(
            UUID id,
            String message,
            String businessKey,
            Map<String, Object> variables,
            Instant since,
            int tries,
            String state) {

        static Kept of(ResultSet row, int number) throws SQLException {
            return new Kept(
                    SqlTypes.id(row, "id"),
                    row.getString("message"),
                    row.getString("business_key"),
                    read(row.getString("variables")),
                    SqlTypes.instant(row, "created_at"),
                    row.getInt("tries"),
                    row.getString("state"));
        }
    }

    @Override
    public int retry() {
        List<Kept> due = jdbc.sql(
                        """
                        select id, message, business_key, variables, created_at, tries, state
                        from unmatched_messages
                        where state in ('OPEN', 'REPORTED') and next_try_at <= :now
                        order by created_at, id
                        fetch first 100 rows only
                        """)
                .param("now", SqlTypes.timestamp(clock.instant()))
                .query(Kept::of)
                .list();
        int taken = 0;
        for (Kept kept : due) {
            try {
                if (Boolean.TRUE.equals(transactions.execute(status -> retry(kept)))) {
                    taken++;
                }
            } catch (RuntimeException e) {
                // Somebody waits for it, but the step after it fails: later again, and the others first.
                LOG.warn(
                        "message {} for {} could not be delivered: {}",
                        kept.message(),
                        kept.businessKey(),
                        e.getClass());
                transactions.executeWithoutResult(status -> claim(kept));
            }
        }
        return taken;
    }

    /** The row is claimed by its number of tries, so two nodes never deliver the same message. */
    private boolean retry(Kept kept) {
        Instant now = clock.instant();
        if (!claim(kept)) {
            return false;
        }
        if (engine.call(() -> deliver(kept.message(), kept.businessKey(), kept.variables()))) {
            setState(kept.id(), "TAKEN");
            return true;
        }
        if (kept.state().equals("OPEN") && !now.isBefore(kept.since().plus(PATIENCE))) {
            setState(kept.id(), "REPORTED");
            events.publishEvent(new EngineIncident(
                    EngineIncident.Kind.MESSAGE_UNMATCHED,
                    null,
                    kept.businessKey(),
                    kept.message(),
                    kept.id().toString(),
                    now));
        }
        return false;
    }

    private boolean claim(Kept kept) {
        return jdbc.sql(
                                """
                                update unmatched_messages set tries = tries + 1, next_try_at = :next
                                where id = :id and tries = :tries and state in ('OPEN', 'REPORTED')
                                """)
                        .param("next", SqlTypes.timestamp(clock.instant().plus(pause(kept.tries()))))
                        .param("id", kept.id())
                        .param("tries", kept.tries())
                        .update()
                == 1;
    }

    private static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    @Override
    public void dismiss(UUID id) {
        setState(id, "DISMISSED");
    }

    private void setState(UUID id, String state) {
        jdbc.sql("update unmatched_messages set state = :state where id = :id")
                .param("state", state)
                .param("id", id)
                .update();
    }

    private static String write(Map<String, Object> variables) {
        try {
            return JSON.writeValueAsString(variables);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answers cannot be written", e);
        }
    }

    private static Map<String, Object> read(String variables) {
        try {
            return JSON.readValue(variables, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answers cannot be read", e);
        }
    }
}
