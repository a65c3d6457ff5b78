package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to a bottleneck, and when: written in the transaction of the step, never changed. */
@Repository
public class EscalationTrail {

    public enum Kind {
        OPENED("Engpass eröffnet"),
        REPORT_JOINED("Weitere Meldung dazugenommen"),
        CASES_ADDED("Weitere verpasste Übergaben dazugenommen"),
        DOSSIER_WRITTEN("Dossier geschrieben"),
        DOSSIER_RELEASED("Dossier freigegeben"),
        DOSSIER_REFUSED("Freigabe abgelehnt"),
        PUT_ON_AGENDA("Auf die Tagesordnung gesetzt"),
        MEETING_HELD("Sitzung durchgeführt"),
        MEETING_CALLED_OFF("Sitzung abgesagt oder verschoben"),
        NO_QUORUM("Sitzung nicht beschlussfähig"),
        RESOLVED("Beschluss festgehalten"),
        POSITION_STATED("Sicht eingetragen"),
        POSITION_CORRECTED("Eigene Sicht berichtigt"),
        MEASURE_DONE("Maßnahme umgesetzt"),
        EFFECT_COMPUTED("Wirkung berechnet"),
        EFFECT_ASSESSED("Wirkung beurteilt"),
        BACK_ON_AGENDA("Zurück auf die Tagesordnung"),
        CLOSED("Engpass abgeschlossen");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** @param detail codes, numbers and ids; never free text */
    public record Event(Instant at, String actor, Kind kind, String detail) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    EscalationTrail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<Event> of(Bottleneck.Id id) {
        return jdbc.sql("select * from escalation_events where bottleneck_id = :id order by seq")
                .param("id", id.value())
                .query((row, n) -> new Event(
                        instant(row, "happened_at"),
                        row.getString("actor"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("detail")))
                .list();
    }

    void record(Bottleneck.Id id, String actor, Kind kind, String detail) {
        jdbc.sql(
                        """
                        insert into escalation_events (bottleneck_id, happened_at, actor, kind, detail)
                        values (:bottleneck, :at, :actor, :kind, :detail)
                        """)
                .param("bottleneck", id.value())
                .param("at", timestamp(clock.instant()))
                .param("actor", actor)
                .param("kind", kind.name())
                .param("detail", detail)
                .update();
    }
}
