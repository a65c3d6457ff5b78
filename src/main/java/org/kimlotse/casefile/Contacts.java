package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Talks with the person and about the case. Notes are the case manager's and stay here. */
@Service
public class Contacts {

    public enum Kind {
        PERSONAL("persönlich"),
        PHONE("telefonisch"),
        VIDEO("per Video"),
        LETTER("schriftlich"),
        NO_SHOW("Termin nicht wahrgenommen");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * @param at UTC
     * @param language in which the talk was held, null if nobody wrote it down or nobody came
     */
    public record Contact(
            UUID id,
            CaseId caseId,
            Instant at,
            Kind kind,
            @Nullable Language language,
            String withWhom,
            String note,
            String recordedBy) {
        @Override
        public String toString() {
            return "Contact[" + id + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Cases cases;
    private final CaseAccess access;
    private final CaseBeginnings beginnings;
    private final Clock clock;
    private final Actors actors;

    Contacts(JdbcClient jdbc, Cases cases, CaseAccess access, CaseBeginnings beginnings, Clock clock, Actors actors) {
        this.beginnings = beginnings;
        this.jdbc = jdbc;
        this.cases = cases;
        this.access = access;
        this.clock = clock;
        this.actors = actors;
    }

    /** @throws Refused in German: in the future or before the case began, too long, closed, not theirs */
    @Transactional
    public UUID add(CaseId caseId, Instant at, Kind kind, @Nullable Language language, String withWhom, String note) {
        access.requireVisible(caseId);
        cases.requireOpen(caseId);
        String who = Texts.oneLine(withWhom);
        String text = Texts.clean(note);
        List<Refused.Problem> problems = new ArrayList<>();
        if (at.isAfter(clock.instant())) {
            problems.add(new Refused.Problem("at", "Der Kontakt liegt in der Zukunft."));
        }
        LocalDate began = beginnings.of(caseId);
        if (BusinessCalendar.dayOf(at).isBefore(began)) {
            problems.add(new Refused.Problem(
                    "at",
                    "Der Kontakt am %s liegt vor dem Beginn des Falls am %s. Bitte prüfen Sie das Datum."
                            .formatted(
                                    BusinessCalendar.german(BusinessCalendar.dayOf(at)),
                                    BusinessCalendar.german(began))));
        }
        if (Texts.length(who) > 200) {
            problems.add(new Refused.Problem("withWhom", "Der Name ist zu lang: höchstens 200 Zeichen."));
        }
        if (Texts.length(text) > Texts.LONGEST) {
            problems.add(new Refused.Problem("note", "Die Notiz ist zu lang: höchstens 10.000 Zeichen."));
        }
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into contacts (id, case_number, contact_at, kind, language, with_whom, note,
                            recorded_at, recorded_by)
                        values (:id, :case, :contactAt, :kind, :language, :who, :note, :at, :by)
                        """)
                .param("id", id)
                .param("case", caseId.number())
                .param("contactAt", timestamp(at))
                .param("kind", kind.name())
                .param("language", language == null || kind == Kind.NO_SHOW ? null : language.name())
                .param("who", who)
                .param("note", text)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
        return id;
    }

    /** When the person was last spoken to, wherever and by whichever means; for eyes that may see the case. */
    public Optional<Contact> last(CaseId caseId) {
        return of(caseId).stream().filter(c -> c.kind() != Kind.NO_SHOW).findFirst();
    }

    /** Newest first; for eyes that may see the case. */
    public List<Contact> of(CaseId caseId) {
        return jdbc.sql("select * from contacts where case_number = :case order by contact_at desc, id")
                .param("case", caseId.number())
                .query((row, n) -> new Contact(
                        id(row, "id"),
                        caseId,
                        instant(row, "contact_at"),
                        Kind.valueOf(row.getString("kind")),
                        constantOrNull(row, "language", Language.class),
                        row.getString("with_whom"),
                        row.getString("note"),
                        row.getString("recorded_by")))
                .list();
    }
}
