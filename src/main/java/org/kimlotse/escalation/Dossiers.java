package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writing and releasing the dossier. It goes to the steering group only after two different people of coordination have
 * released it. The author may be one of the two, never both: so at least one release is by somebody who did not write it.
 */
@Service
public class Dossiers {

    private final JdbcClient jdbc;
    private final Bottlenecks bottlenecks;
    private final TextsForTheGroup texts;
    private final Coordination coordination;
    private final EscalationTrail trail;
    private final Clock clock;

    Dossiers(
            JdbcClient jdbc,
            Bottlenecks bottlenecks,
            TextsForTheGroup texts,
            Coordination coordination,
            EscalationTrail trail,
            Clock clock) {
        this.jdbc = jdbc;
        this.bottlenecks = bottlenecks;
        this.texts = texts;
        this.coordination = coordination;
        this.trail = trail;
        this.clock = clock;
    }

    /** The newest version. */
    public Optional<Dossier> latest(Bottleneck.Id id) {
        return jdbc.sql(
                        "select * from dossiers where bottleneck_id = :id order by version desc fetch first 1 rows only")
                .param("id", id.value())
                .query(Dossiers::toDossier)
                .optional();
    }

    /** In the order in which they were given. */
    public List<Dossier.Release> releases(UUID dossierId) {
        return jdbc.sql("select * from dossier_releases where dossier_id = :id order by released_at, user_id")
                .param("id", dossierId)
                .query((row, n) -> new Dossier.Release(
                        row.getString("user_id"),
                        row.getBoolean("released"),
                        row.getString("note"),
                        instant(row, "released_at")))
                .list();
    }

    /**
     * Writes the dossier, or its next version after it was returned.
     *
     * @throws Refused in German: not coordination, empty, personal data of an involved case in the text (names the
     *     place), or the bottleneck has moved on
     */
    @Transactional
    public Dossier write(Bottleneck.Id id, String body, String userId) {
        coordination.require(userId);
        bottlenecks.lockIn(id, Set.of(Bottleneck.Status.OPENED));
        if (body.isBlank()) {
            throw new Refused(List.of(new Refused.Problem("dossierText", "Der Text des Dossiers fehlt.")));
        }
        texts.require("dossierText", body);
        int version = latest(id).map(d -> d.version() + 1).orElse(1);
        Dossier dossier =
                new Dossier(UUID.randomUUID(), id, version, Dossier.Status.WRITTEN, body, userId, clock.instant());
        jdbc.sql(
                        """
                        insert into dossiers (id, bottleneck_id, version, status, body, author, written_at)
                        values (:id, :bottleneck, :version, :status, :body, :author, :at)
                        """)
                .param("id", dossier.id())
                .param("bottleneck", id.value())
                .param("version", version)
                .param("status", dossier.status().name())
                .param("body", body)
                .param("author", userId)
                .param("at", timestamp(dossier.writtenAt()))
                .update();
        bottlenecks.move(id, Bottleneck.Status.DOSSIER_WRITTEN);
        trail.record(id, userId, EscalationTrail.Kind.DOSSIER_WRITTEN, "Version " + version);
        return dossier;
    }

    /**
     * One person's release.
     *
     * @throws Refused in German: not coordination, this person has already decided on this version, or the bottleneck
     *     has moved on
     */
    @Transactional
    public void release(Bottleneck.Id id, String userId) {
        Dossier dossier = toDecideOn(id, userId);
        decide(dossier, userId, true, null);
        trail.record(id, userId, EscalationTrail.Kind.DOSSIER_RELEASED, "Version " + dossier.version());
        if (releases(dossier.id()).stream().filter(Dossier.Release::released).count() >= 2) {
            setStatus(dossier, Dossier.Status.RELEASED);
            bottlenecks.move(id, Bottleneck.Status.RELEASED);
        }
    }

    /**
     * Returns the dossier to be written anew; releases given to this version are void.
     *
     * @throws Refused in German: as {@link #release}, or without a note
     */
    @Transactional
    public void giveBack(Bottleneck.Id id, String note, String userId) {
        Dossier dossier = toDecideOn(id, userId);
        if (note.isBlank()) {
            throw new Refused(
                    List.of(new Refused.Problem("releaseNote", "Bitte schreiben Sie, was am Dossier zu ändern ist.")));
        }
        decide(dossier, userId, false, note);
        setStatus(dossier, Dossier.Status.RETURNED);
        bottlenecks.move(id, Bottleneck.Status.OPENED);
        trail.record(id, userId, EscalationTrail.Kind.DOSSIER_REFUSED, "Version " + dossier.version());
    }

    private Dossier toDecideOn(Bottleneck.Id id, String userId) {
        coordination.require(userId);
        bottlenecks.lockIn(id, Set.of(Bottleneck.Status.DOSSIER_WRITTEN));
        Dossier dossier = latest(id).orElseThrow(() -> new IllegalStateException("no dossier for " + id));
        if (releases(dossier.id()).stream().anyMatch(r -> r.userId().equals(userId))) {
            throw new Refused(
                    "Sie haben dieses Dossier schon freigegeben. Die zweite Freigabe braucht eine andere Person.");
        }
        return dossier;
    }

    private void decide(Dossier dossier, String userId, boolean released, @Nullable String note) {
        jdbc.sql(
                        """
                        insert into dossier_releases (dossier_id, user_id, released, note, released_at)
                        values (:dossier, :user, :released, :note, :at)
                        """)
                .param("dossier", dossier.id())
                .param("user", userId)
                .param("released", released)
                .param("note", note)
                .param("at", timestamp(clock.instant()))
                .update();
    }

    private void setStatus(Dossier dossier, Dossier.Status status) {
        jdbc.sql("update dossiers set status = :status where id = :id")
                .param("status", status.name())
                .param("id", dossier.id())
                .update();
    }

    private static Dossier toDossier(ResultSet row, int n) throws SQLException {
        return new Dossier(
                row.getObject("id", UUID.class),
                new Bottleneck.Id(row.getObject("bottleneck_id", UUID.class)),
                row.getInt("version"),
                Dossier.Status.valueOf(row.getString("status")),
                row.getString("body"),
                row.getString("author"),
                instant(row, "written_at"));
    }
}
