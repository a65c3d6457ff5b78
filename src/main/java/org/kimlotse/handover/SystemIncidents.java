package org.kimlotse.handover;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.correspondence.MailNotSent;
import org.kimlotse.engine.EngineIncident;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What Lotse itself dropped: visible, owned, and counted by the health check until somebody has seen to it. */
@Component
public class SystemIncidents {

    private static final Logger LOG = LoggerFactory.getLogger(SystemIncidents.class);

    /** Published when something new was dropped; not for each repetition. */
    public record Opened(UUID incidentId, SystemIncident.Kind kind, String ownerGroup) {}

    private final JdbcClient jdbc;
    private final Actors actors;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    SystemIncidents(
            JdbcClient jdbc,
            Actors actors,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.events = events;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Opens an incident, or counts it up if the same is open. In a transaction of its own: what was dropped is to be seen
     * even if the work that noticed it is rolled back, and a second report of the same harms nobody's transaction.
     */
    public void report(SystemIncident.Kind kind, String reference, @Nullable CaseId caseId, String germanSummary) {
        report(kind, reference, caseId, germanSummary, kind.ownerGroup());
    }

    /** The same, for a group that knows more of it than the one the kind belongs to. */
    public void report(
            SystemIncident.Kind kind,
            String reference,
            @Nullable CaseId caseId,
            String germanSummary,
            String ownerGroup) {
        try {
            ownTransaction.executeWithoutResult(t -> note(kind, reference, caseId, germanSummary, ownerGroup));
        } catch (DuplicateKeyException opened) {
            LOG.debug("Incident {} {} was opened by somebody else at the same moment", kind, reference);
            ownTransaction.executeWithoutResult(t -> note(kind, reference, caseId, germanSummary, ownerGroup));
        }
    }

    /** Whether this very thing is open already. */
    boolean isOpen(SystemIncident.Kind kind, String reference) {
        return jdbc.sql("select count(*) from system_incidents where open_key = :key")
                        .param("key", kind + ":" + reference)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void note(
            SystemIncident.Kind kind,
            String reference,
            @Nullable CaseId caseId,
            String germanSummary,
            String ownerGroup) {
        String key = kind + ":" + reference;
        int again = jdbc.sql(
                        """
                        update system_incidents set occurrences = occurrences + 1, last_seen_at = :now, summary = :summary
                        where open_key = :key
                        """)
                .param("now", timestamp(clock.instant()))
                .param("summary", germanSummary)
                .param("key", key)
                .update();
        if (again > 0) {
            return;
        }
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into system_incidents (id, open_key, kind, reference, case_number, summary, owner_group,
                            opened_at, last_seen_at, occurrences)
                        values (:id, :key, :kind, :reference, :case, :summary, :owner, :now, :now, 1)
                        """)
                .param("id", id)
                .param("key", key)
                .param("kind", kind.name())
                .param("reference", reference)
                .param("case", caseId == null ? null : caseId.number())
                .param("summary", germanSummary)
                .param("owner", ownerGroup)
                .param("now", timestamp(clock.instant()))
                .update();
        events.publishEvent(new Opened(id, kind, ownerGroup));
    }

    @EventListener
    void on(EngineIncident incident) {
        String about = incident.businessKey() == null ? "" : " (" + incident.businessKey() + ")";
        CaseId caseId = incident.businessKey() != null && CaseId.isCaseNumber(incident.businessKey())
                ? new CaseId(incident.businessKey())
                : null;
        switch (incident.kind()) {
            case JOB_OUT_OF_RETRIES ->
                report(
                        SystemIncident.Kind.JOB_FAILED,
                        incident.reference(),
                        caseId,
                        "Der Schritt %s%s ist mehrfach gescheitert und läuft nicht von selbst weiter."
                                .formatted(incident.element(), about));
            case MESSAGE_UNMATCHED ->
                report(
                        SystemIncident.Kind.MESSAGE_UNMATCHED,
                        incident.reference(),
                        caseId,
                        "Auf die Nachricht %s%s wartet kein Vorgang.".formatted(incident.element(), about));
        }
    }

    @EventListener
    void on(MailNotSent mail) {
        report(
                SystemIncident.Kind.MAIL_NOT_SENT,
                mail.about(),
                null,
                "Eine Nachricht an das Konto „%s“ wurde nicht verschickt: %s"
                        .formatted(mail.about(), mail.germanReason()));
    }

    /** Open ones, oldest first. */
    public List<SystemIncident> open() {
        return jdbc.sql("select * from system_incidents where closed_at is null order by opened_at, id")
                .query(SystemIncidents::read)
                .list();
    }

    public Optional<SystemIncident> find(UUID id) {
        return jdbc.sql("select * from system_incidents where id = :id")
                .param("id", id)
                .query(SystemIncidents::read)
                .optional();
    }

    /** Open ones of these groups, oldest first. */
    public List<SystemIncident> openOf(Collection<String> groups) {
        return open().stream().filter(i -> groups.contains(i.ownerGroup())).toList();
    }

    /** Open ones for which no task was made yet. */
    List<SystemIncident> withoutTask(int limit) {
        return jdbc.sql(
                        """
                        select * from system_incidents where closed_at is null and task_made_at is null
                        order by opened_at, id fetch first :limit rows only
                        """)
                .param("limit", limit)
                .query(SystemIncidents::read)
                .list();
    }

    /** False if somebody else made it or the incident was closed. */
    boolean taskMade(UUID id) {
        return jdbc.sql(
                                """
                                update system_incidents set task_made_at = :now
                                where id = :id and task_made_at is null and closed_at is null
                                """)
                        .param("now", timestamp(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Since when an open incident has waited for its task; empty if each has one. */
    Optional<Instant> oldestWithoutTask() {
        return jdbc.sql(
                        """
                        select opened_at from system_incidents where closed_at is null and task_made_at is null
                        order by opened_at fetch first 1 rows only
                        """)
                .query((row, n) -> instant(row, "opened_at"))
                .optional();
    }

    int openCount() {
        return jdbc.sql("select count(*) from system_incidents where closed_at is null")
                .query(Integer.class)
                .single();
    }

    /** @throws Refused if somebody has seen to it already */
    @Transactional
    public void close(UUID id, String note) {
        int closed = jdbc.sql(
                        """
                        update system_incidents set closed_at = :now, closed_by = :by, note = :note, open_key = null
                        where id = :id and closed_at is null
                        """)
                .param("now", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .param("note", note)
                .param("id", id)
                .update();
        if (closed == 0) {
            throw new Refused("Diese Störung ist schon erledigt.");
        }
    }

    private static SystemIncident read(ResultSet row, int n) throws SQLException {
        String caseNumber = row.getString("case_number");
        Instant opened = instant(row, "opened_at");
        return new SystemIncident(
                row.getObject("id", UUID.class),
                SystemIncident.Kind.valueOf(row.getString("kind")),
                row.getString("reference"),
                caseNumber == null ? null : new CaseId(caseNumber),
                row.getString("summary"),
                row.getString("owner_group"),
                opened,
                instant(row, "last_seen_at"),
                row.getInt("occurrences"),
                instantOrNull(row, "closed_at"),
                row.getString("closed_by"),
                row.getString("note"));
    }
}
