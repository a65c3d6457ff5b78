package org.kimlotse.consent;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The consents of the cases. A new statement ends the one before; nothing is overwritten. */
@Repository
public class Consents {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;

    Consents(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    /** Whether data of these categories may go to this office for this purpose on this day. Default: they may not. */
    public ConsentCheck check(
            CaseId caseId, String recipient, Purpose purpose, Set<DataCategory> categories, LocalDate day) {
        return judge(current(caseId, recipient, purpose, ""), recipient, purpose, categories, day);
    }

    /**
     * As {@link #check} for today, and the consents cannot be withdrawn until the transaction ends: whoever lets data
     * leave calls this in the transaction that writes the outbox row.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ConsentCheck lockForTransfer(
            CaseId caseId, String recipient, Purpose purpose, Set<DataCategory> categories) {
        // Row by row in one order: a single "for update" locks in the order of the scan, and a withdrawal of several
        // consents at the same moment would meet it half-way.
        Set<UUID> locked = new HashSet<>();
        while (true) {
            List<Consent> now = current(caseId, recipient, purpose, "");
            List<UUID> fresh = now.stream()
                    .map(Consent::id)
                    .filter(id -> !locked.contains(id))
                    .toList();
            if (fresh.isEmpty()) {
                return judge(now, recipient, purpose, categories, BusinessCalendar.today(clock));
            }
            for (UUID id : fresh) {
                jdbc.sql("select id from consents where id = :id for update")
                        .param("id", id)
                        .query((row, n) -> locked.add(id(row, "id")))
                        .list();
            }
        }
    }

    /** What holds now, decided consents and refusals, by recipient. */
    public List<Consent> of(CaseId caseId) {
        return jdbc.sql(
                        """
                        select * from consents where case_number = :case and replaced_at is null
                        order by recipient, purpose, data_category
                        """)
                .param("case", caseId.number())
                .query(Consents::toConsent)
                .list();
    }

    /** Everything that was ever decided, oldest first. */
    public List<Consent> history(CaseId caseId) {
        return jdbc.sql("select * from consents where case_number = :case order by seq")
                .param("case", caseId.number())
                .query(Consents::toConsent)
                .list();
    }

    /** A consent of this case; an id of another case finds nothing. */
    public Optional<Consent> find(CaseId caseId, UUID id) {
        return jdbc.sql("select * from consents where id = :id and case_number = :case")
                .param("id", id)
                .param("case", caseId.number())
                .query(Consents::toConsent)
                .optional();
    }

    /** Codes of the offices that at least one valid consent names. */
    public Set<String> recipientsOn(CaseId caseId, LocalDate day) {
        return of(caseId).stream()
                .filter(consent -> consent.covers(day))
                .map(Consent::recipient)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Consent> current(CaseId caseId, String recipient, Purpose purpose, String lock) {
        return jdbc.sql(
                        """
                        select * from consents
                        where case_number = :case and recipient = :recipient and purpose = :purpose
                          and replaced_at is null
                        order by data_category"""
                                + lock)
                .param("case", caseId.number())
                .param("recipient", recipient)
                .param("purpose", purpose.name())
                .query(Consents::toConsent)
                .list();
    }

    private ConsentCheck judge(
            List<Consent> current, String recipient, Purpose purpose, Set<DataCategory> categories, LocalDate day) {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("a transfer without data needs no consent: say what is transferred");
        }
        List<Consent> covering = current.stream()
                .filter(consent -> categories.contains(consent.category()) && consent.covers(day))
                .toList();
        EnumSet<DataCategory> missing = EnumSet.copyOf(categories);
        covering.forEach(consent -> missing.remove(consent.category()));
        @Nullable
        LocalDate until = covering.stream()
                .map(Consent::validUntil)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
        String office = label(recipient);
        String reason = missing.isEmpty()
                ? "Einwilligung für %s liegt vor (Zweck: %s)%s%s."
                        .formatted(
                                office,
                                purpose.label(),
                                until == null ? "" : ", gültig bis " + BusinessCalendar.german(until),
                                guardians(covering))
                : refusal(current, missing, office, purpose, day);
        return new ConsentCheck(
                missing.isEmpty(),
                missing,
                until,
                covering.stream().map(Consent::id).toList(),
                missing.isEmpty() ? basis(covering) : "",
                reason);
    }

    /** Who decided for a minor; for those who may see the case. */
    private static String guardians(List<Consent> covering) {
        String names = covering.stream()
                .map(Consent::guardian)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return names.isEmpty() ? "" : ", entschieden von: " + names;
    }

    private static String basis(List<Consent> covering) {
        Set<Consent.DecidedBy> decided =
                covering.stream().map(Consent::decidedBy).collect(Collectors.toSet());
        return decided.size() > 1
                ? "Einwilligung"
                : decided.contains(Consent.DecidedBy.GUARDIAN)
                        ? "Einwilligung der Sorgeberechtigten oder des Vormunds"
                        : "Einwilligung der Person";
    }

    private static String refusal(
            List<Consent> current, Collection<DataCategory> missing, String office, Purpose purpose, LocalDate day) {
        String what = missing.stream().map(DataCategory::label).collect(Collectors.joining("; "));
        String why = current.stream()
                .filter(consent -> missing.contains(consent.category()))
                .map(consent -> switch (consent.state()) {
                    case REFUSED ->
                        (consent.decidedBy() == Consent.DecidedBy.GUARDIAN
                                        ? "Die Sorgeberechtigten haben oder der Vormund hat abgelehnt ("
                                        : "Die Person hat abgelehnt (")
                                + BusinessCalendar.german(consent.decidedOn()) + ").";
                    case WITHDRAWN -> "Die Einwilligung ist widerrufen.";
                    case GIVEN -> expired(consent, day);
                })
                .distinct()
                .collect(Collectors.joining(" "));
        return "Keine Einwilligung zur Weitergabe an %s (Zweck: %s). Es fehlt: %s. %s"
                .formatted(office, purpose.label(), what, why.isEmpty() ? "Bitte holen Sie die Einwilligung ein." : why)
                .strip();
    }

    private static String expired(Consent consent, LocalDate day) {
        LocalDate until = consent.validUntil();
        return until != null && day.isAfter(until)
                ? "Die Einwilligung ist am " + BusinessCalendar.german(until) + " abgelaufen."
                : "Die Einwilligung gilt erst ab " + BusinessCalendar.german(consent.decidedOn()) + ".";
    }

    String label(String recipient) {
        return directory.office(recipient).map(Office::label).orElse(recipient);
    }

    /** Ends what was decided before about the same recipient, purpose and category, and returns it. */
    Optional<Consent> replace(Consent consent) {
        Optional<Consent> before =
                current(consent.caseId(), consent.recipient(), consent.purpose(), " for update").stream()
                        .filter(c -> c.category() == consent.category())
                        .findFirst();
        before.ifPresent(old -> jdbc.sql("update consents set replaced_at = :at where id = :id")
                .param("at", timestamp(clock.instant()))
                .param("id", old.id())
                .update());
        insert(consent);
        return before;
    }

    /** False if it was not given any more: someone else withdrew it first. */
    boolean withdraw(UUID id, Instant at, String by, Consent.DecidedBy who, String note) {
        return jdbc.sql(
                                """
                        update consents set state = 'WITHDRAWN', withdrawn_at = :at, withdrawn_recorded_by = :by,
                            withdrawn_by = :who, withdrawal_note = :note
                        where id = :id and state = 'GIVEN' and replaced_at is null
                        """)
                        .param("at", timestamp(at))
                        .param("by", by)
                        .param("who", who.name())
                        .param("note", note)
                        .param("id", id)
                        .update()
                == 1;
    }

    void recordTalk(CaseId caseId, String answer, String note, String by) {
        jdbc.sql(
                        """
                        insert into consent_talks (id, case_number, answer, note, recorded_at, recorded_by)
                        values (:id, :case, :answer, :note, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", caseId.number())
                .param("answer", answer)
                .param("note", note)
                .param("at", timestamp(clock.instant()))
                .param("by", by)
                .update();
    }

    /** What the person answered last when asked for consent, or empty if never asked. */
    Optional<Talk> lastTalk(CaseId caseId) {
        return jdbc.sql(
                        "select * from consent_talks where case_number = :case order by seq desc fetch first 1 rows only")
                .param("case", caseId.number())
                .query((row, n) -> new Talk(row.getString("answer"), row.getString("note")))
                .optional();
    }

    record Talk(String answer, String note) {}

    private void insert(Consent consent) {
        LocalDate until = consent.validUntil();
        Consent.Form form = consent.form();
        Language language = consent.language();
        jdbc.sql(
                        """
                        insert into consents (id, case_number, recipient, purpose, data_category, state, decided_on,
                            valid_until, consent_form, language, interpreter, decided_by, guardian, recorded_at,
                            recorded_by)
                        values (:id, :case, :recipient, :purpose, :category, :state, :decidedOn, :until, :form, :language,
                            :interpreter, :decidedBy, :guardian, :at, :by)
                        """)
                .param("id", consent.id())
                .param("case", consent.caseId().number())
                .param("recipient", consent.recipient())
                .param("purpose", consent.purpose().name())
                .param("category", consent.category().name())
                .param("state", consent.state().name())
                .param("decidedOn", consent.decidedOn())
                .param("until", until)
                .param("form", form == null ? null : form.name())
                .param("language", language == null ? null : language.name())
                .param("interpreter", consent.interpreter().name())
                .param("decidedBy", consent.decidedBy().name())
                .param("guardian", consent.guardian())
                .param("at", timestamp(consent.recordedAt()))
                .param("by", consent.recordedBy())
                .update();
    }

    private static Consent toConsent(ResultSet row, int n) throws SQLException {
        return new Consent(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                row.getString("recipient"),
                Purpose.valueOf(row.getString("purpose")),
                DataCategory.valueOf(row.getString("data_category")),
                Consent.State.valueOf(row.getString("state")),
                row.getObject("decided_on", LocalDate.class),
                dayOrNull(row, "valid_until"),
                constantOrNull(row, "consent_form", Consent.Form.class),
                constantOrNull(row, "language", Language.class),
                Interpreter.valueOf(row.getString("interpreter")),
                Consent.DecidedBy.valueOf(row.getString("decided_by")),
                Objects.requireNonNullElse(row.getString("guardian"), ""),
                instantOrNull(row, "withdrawn_at"),
                instant(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
