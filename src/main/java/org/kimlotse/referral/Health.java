package org.kimlotse.referral;

import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The health compartment: what was told in a confidential referral, sealed, in a table of its own. Open to the case's own
 * manager, and to the system when a step of the referral needs it; to nobody else, whatever group they are in.
 */
@Repository
public class Health {

    /** Something noted down on the way. */
    record Remark(Instant at, String by, String text) {}

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Compartment compartment;
    private final Actors actors;
    private final Clock clock;

    Health(JdbcClient jdbc, Seal seal, Compartment compartment, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.compartment = compartment;
        this.actors = actors;
        this.clock = clock;
    }

    /** Whether the acting user is the one who may look inside. */
    public boolean open(CaseId caseId) {
        return compartment.open(caseId);
    }

    /** @throws Refused in German */
    public void requireOpen(CaseId caseId) {
        compartment.requireOpen(
                caseId, "Dieser Bereich ist nur für das Fallmanagement offen, das den Fall selbst führt.");
    }

    /** By the keys of the forms. */
    @Transactional
    public Map<String, String> notes(Referral referral) {
        requireOpen(referral.caseId());
        return read(referral);
    }

    /** For the steps of the referral itself: what an office gets was decided by the one who may look inside. */
    Map<String, String> read(Referral referral) {
        Map<String, String> notes = new LinkedHashMap<>();
        jdbc.sql("select note_key, sealed from health_notes where referral_id = :id order by note_key")
                .param("id", referral.id().value())
                .query((row, n) -> {
                    String key = row.getString("note_key");
                    return notes.put(key, seal.open(row.getString("sealed"), place(referral.id(), key)));
                })
                .list();
        return notes;
    }

    /** Keeps a note; empty text forgets it. */
    @Transactional
    public void keep(Referral referral, String key, String value) {
        requireOpen(referral.caseId());
        jdbc.sql("delete from health_notes where referral_id = :id and note_key = :key")
                .param("id", referral.id().value())
                .param("key", key)
                .update();
        if (value.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into health_notes (referral_id, note_key, sealed, recorded_at, recorded_by)
                        values (:id, :key, :sealed, :at, :by)
                        """)
                .param("id", referral.id().value())
                .param("key", key)
                .param("sealed", seal.seal(value, place(referral.id(), key)))
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    /** Notes something beside what was noted before. */
    @Transactional
    public void remark(Referral referral, String text) {
        requireOpen(referral.caseId());
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into health_remarks (id, referral_id, sealed, recorded_at, recorded_by)
                        values (:id, :referral, :sealed, :at, :by)
                        """)
                .param("id", id)
                .param("referral", referral.id().value())
                .param("sealed", seal.seal(text, remarkPlace(id)))
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    /** Oldest first. */
    List<Remark> remarks(Referral referral) {
        return jdbc.sql("select * from health_remarks where referral_id = :id order by recorded_at, id")
                .param("id", referral.id().value())
                .query((row, n) -> new Remark(
                        instant(row, "recorded_at"),
                        row.getString("recorded_by"),
                        seal.open(row.getString("sealed"), remarkPlace(id(row, "id")))))
                .list();
    }

    private static String remarkPlace(UUID id) {
        return "health_remarks:" + id;
    }

    private static String place(ReferralId id, String key) {
        return "health_notes:" + id + ":" + key;
    }
}
