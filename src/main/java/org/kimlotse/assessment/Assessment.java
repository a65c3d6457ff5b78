package org.kimlotse.assessment;

import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.EuFacts;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.assessment.facts.StudyFacts;
import org.kimlotse.assessment.facts.WorkFacts;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is the case: the dated facts of the person's status, and a note on the household. */
@Service
public class Assessment {

    /** What the benefit law may depend on once a decision was served; of no meaning under any other status. */
    private static final Set<ResidenceStatus> BY_DECISION =
            Set.of(ResidenceStatus.RECOGNISED, ResidenceStatus.SUBSIDIARY, ResidenceStatus.DEPORTATION_BAN);

    /** A Fiktionsbescheinigung keeps the stay permitted (§ 81 AufenthG) but is no title. */
    private static final Set<String> NO_TITLE =
            Set.of(StatusFact.TitleKind.NONE.name(), StatusFact.TitleKind.FIKTION.name());

    private static final String SOURCE = "assessment";

    private final Cases cases;
    private final Persons persons;
    private final Facts facts;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Actors actors;

    Assessment(Cases cases, Persons persons, Facts facts, JdbcClient jdbc, Clock clock, Actors actors) {
        this.cases = cases;
        this.persons = persons;
        this.facts = facts;
        this.jdbc = jdbc;
        this.clock = clock;
        this.actors = actors;
    }

    /** What cannot be true, German, by field key; empty if nothing. Values as stored; empty text: not known. */
    public List<Refused.Problem> problems(CaseId caseId, Map<StatusFact, String> values) {
        List<Refused.Problem> problems = new ArrayList<>(
                StatusFactChecks.problems(values, persons.client(caseId), BusinessCalendar.today(clock)));
        problems.addAll(StatusFactChecks.finalBeforeServed(values, known(caseId)));
        return problems;
    }

    /**
     * What cannot be true of a person whose case is not open yet, German, by field key; empty if nothing.
     *
     * @param values stored values by fact; empty text: not known
     * @param uncertain of an uncertain day of birth only the year counts
     */
    public List<Refused.Problem> problems(
            Map<StatusFact, String> values, @Nullable LocalDate birthDate, boolean uncertain) {
        List<Refused.Problem> problems = new ArrayList<>(StatusFactChecks.problems(
                values, Optional.ofNullable(birthDate), uncertain, BusinessCalendar.today(clock)));
        problems.addAll(StatusFactChecks.finalBeforeServed(values, Map.of()));
        return problems;
    }

    /**
     * What is known today and would be another thing if it were answered otherwise: it hardly ever changes, or it was only said
     * today. Whoever answers otherwise is asked whether it was wrong.
     */
    public Map<StatusFact, String> hardlyChanging(CaseId caseId) {
        LocalDate today = BusinessCalendar.today(clock);
        Map<String, Fact> stated = facts.statedOn(caseId, persons.client(caseId).id(), today);
        Map<StatusFact, String> known = known(caseId);
        known.keySet()
                .removeIf(fact -> fact.changesOverTime()
                        && !today.equals(
                                Objects.requireNonNull(stated.get(fact.key())).validFrom()));
        return known;
    }

    /**
     * Takes down facts as they are from now on. What did not change is left alone; of what is another now the old value stays true
     * for its time.
     *
     * @param values stored values by fact; empty text: not known; absent: not asked
     * @throws Refused in German
     */
    @Transactional
    public void record(CaseId caseId, Map<StatusFact, String> values) {
        record(caseId, values, Set.of());
    }

    /**
     * The same, where some of what was known before was wrong: that is corrected, and whoever was told it is told.
     *
     * @param wrong of the facts whose value is another now
     */
    @Transactional
    public void record(CaseId caseId, Map<StatusFact, String> values, Set<StatusFact> wrong) {
        record(caseId, values, wrong, SOURCE);
    }

    /**
     * The same, of what was not asked in the form.
     *
     * @param source where it comes from, lowerCamel
     */
    @Transactional
    public void record(CaseId caseId, Map<StatusFact, String> values, String source) {
        record(caseId, values, Set.of(), source);
    }

    private void record(CaseId caseId, Map<StatusFact, String> values, Set<StatusFact> wrong, String source) {
        cases.requireOpen(caseId);
        List<Refused.Problem> problems = problems(caseId, values);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        UUID client = persons.client(caseId).id();
        LocalDate today = BusinessCalendar.today(clock);
        Map<String, Fact> stated = facts.statedOn(caseId, client, today);
        values.forEach((fact, value) -> {
            Fact before = stated.get(fact.key());
            if (before == null) {
                if (!value.isEmpty()) {
                    facts.state(caseId, client, fact.key(), value, fact.changesOverTime() ? today : null, source);
                }
            } else if (!before.value().equals(value)) {
                if (wrong.contains(fact) || takenBack(before)) {
                    facts.supersede(before, value, before.validFrom(), source, "Beim Erfassen der Lage berichtigt");
                } else {
                    facts.state(caseId, client, fact.key(), value, today, source);
                }
            }
        });
    }

    /** It was wrong, and nobody knew what is right: what is said now does. */
    private boolean takenBack(Fact before) {
        return before.value().isEmpty()
                && facts.all(before.caseId()).stream()
                        .anyMatch(earlier -> before.id().equals(earlier.supersededBy()));
    }

    /** What is known today; facts that are not known are absent. */
    public Map<StatusFact, String> known(CaseId caseId) {
        return known(caseId, BusinessCalendar.today(clock), Map.of());
    }

    /** What is known of a day, as {@link #known(CaseId)}. */
    Map<StatusFact, String> known(CaseId caseId, LocalDate day) {
        return known(caseId, day, Map.of());
    }

    /**
     * The facts as the rules see them.
     *
     * @param instead a fact to be replaced for a trial, or null
     * @param value its value for the trial; empty text: not known
     */
    List<Record> forRules(CaseId caseId, @Nullable StatusFact instead, String value) {
        return forRules(persons.client(caseId), instead, value);
    }

    /** @param client as on record, or for a trial otherwise */
    List<Record> forRules(Person client, @Nullable StatusFact instead, String value) {
        return forRules(client, instead == null ? Map.of() : Map.of(instead, value));
    }

    /** @param tried facts as they would be, for a trial; empty text: not known */
    List<Record> forRules(Person client, Map<StatusFact, String> tried) {
        CaseId caseId = client.caseId();
        Case file = cases.get(caseId);
        Map<StatusFact, String> known = known(caseId, BusinessCalendar.today(clock), tried);
        Optional<ResidenceStatus> status =
                text(known, StatusFact.RESIDENCE_STATUS).map(ResidenceStatus::valueOf);
        boolean byDecision = status.filter(BY_DECISION::contains).isPresent();
        StatusFacts.Builder builder = StatusFacts.with(status.orElse(null))
                .inGermanySince(day(known, StatusFact.IN_GERMANY_SINCE))
                .birthDate(client.birthDate(), client.birthDateUncertain())
                .employable(yesNo(known, StatusFact.EMPLOYABLE))
                .needsSupport(yesNo(known, StatusFact.NEEDS_SUPPORT))
                .statusSince(day(known, StatusFact.STATUS_SINCE))
                .suspensionDecidedOn(day(known, StatusFact.SUSPENSION_DECIDED_ON))
                .certificateOn(day(known, StatusFact.CERTIFICATE_ON))
                .identityRegisteredOn(day(known, StatusFact.IDENTITY_REGISTERED_ON))
                .unaccompaniedFoundOn(day(known, StatusFact.UNACCOMPANIED_FOUND_ON))
                .registeredAddressOn(day(known, StatusFact.REGISTERED_ADDRESS_ON))
                .benefitNow(text(known, StatusFact.BENEFIT_NOW)
                        .map(Rechtskreis::valueOf)
                        .orElse(null))
                .municipality(text(known, StatusFact.ASSIGNMENT_MUNICIPALITY)
                        .filter(name -> !name.equals(StatusFact.NO_MUNICIPALITY))
                        .map(Municipality::valueOf)
                        .orElse(file.municipality()));
        if (byDecision) {
            boolean noTitle = text(known, StatusFact.TITLE_KIND)
                    .filter(NO_TITLE::contains)
                    .isPresent();
            builder.decisionServedOn(day(known, StatusFact.DECISION_SERVED_ON))
                    .appealFiled(yesNo(known, StatusFact.APPEAL_FILED))
                    .decisionFinalOn(day(known, StatusFact.DECISION_FINAL_ON))
                    .title(
                            noTitle ? null : day(known, StatusFact.TITLE_ISSUED_ON),
                            noTitle
                                    ? null
                                    : text(known, StatusFact.TITLE_MONTHS)
                                            .map(Integer::valueOf)
                                            .orElse(null));
        }
        if (status.filter(StatusFact::isTitle).isPresent()) {
            builder.title(
                    day(known, StatusFact.TITLE_ISSUED_ON),
                    text(known, StatusFact.TITLE_MONTHS).map(Integer::valueOf).orElse(null));
        }
        List<Record> records = new ArrayList<>();
        records.add(builder.build());
        work(known).ifPresent(records::add);
        Optional.ofNullable(day(known, StatusFact.STUDIES_FROM))
                .ifPresent(from -> records.add(new StudyFacts(from, null, null, null)));
        Optional.ofNullable(yesNo(known, StatusFact.OTHER_RIGHT))
                .ifPresent(other -> records.add(new EuFacts(null, other)));
        records.addAll(facts.additional(caseId));
        return records;
    }

    /** Whether it covers the need is told by {@link StatusFact#NEEDS_SUPPORT}. */
    private static Optional<WorkFacts> work(Map<StatusFact, String> known) {
        Boolean endConfirmed = yesNo(known, StatusFact.WORK_END_CONFIRMED);
        return Optional.ofNullable(day(known, StatusFact.WORKS_SINCE))
                .map(from -> new WorkFacts(
                        from,
                        day(known, StatusFact.WORK_ENDED_ON),
                        false,
                        false,
                        endConfirmed,
                        endConfirmed,
                        yesNo(known, StatusFact.WORK_INSURED),
                        text(known, StatusFact.WORK_HOURS).map(Integer::valueOf).orElse(null),
                        null));
    }

    /** When the status that holds today was taken down; empty if none is known. */
    Optional<Instant> statusTakenDown(CaseId caseId) {
        return Optional.ofNullable(facts.statedOn(caseId, persons.client(caseId).id(), BusinessCalendar.today(clock))
                        .get(StatusFact.RESIDENCE_STATUS.key()))
                .map(Fact::recordedAt);
    }

    /** Keeps a note on the household; empty text clears it. */
    @Transactional
    public void noteHousehold(CaseId caseId, String note) {
        cases.requireOpen(caseId);
        if (note.equals(householdNote(caseId))) {
            return;
        }
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into household_notes (id, case_number, note, recorded_at, recorded_by)
                        values (:id, :case, :note, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", caseId.number())
                .param("note", note)
                .param("at", timestamp(now))
                .param("by", actors.currentId())
                .update();
    }

    /** The last note on the household, or empty text. */
    public String householdNote(CaseId caseId) {
        return jdbc.sql(
                        "select note from household_notes where case_number = :case order by seq desc fetch first 1 rows only")
                .param("case", caseId.number())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private Map<StatusFact, String> known(CaseId caseId, LocalDate day, Map<StatusFact, String> tried) {
        Map<StatusFact, String> known = new EnumMap<>(StatusFact.class);
        facts.statedOn(caseId, persons.client(caseId).id(), day).values().forEach(fact -> StatusFact.ofKey(fact.kind())
                .ifPresent(key -> known.put(key, fact.value())));
        known.putAll(tried);
        known.values().removeIf(String::isEmpty);
        Map<String, String> values = new HashMap<>();
        known.forEach((fact, stated) -> values.put(fact.key(), stated));
        known.keySet().removeIf(fact -> !fact.applies(values));
        return known;
    }

    private static Optional<String> text(Map<StatusFact, String> known, StatusFact fact) {
        return Optional.ofNullable(known.get(fact));
    }

    private static @Nullable LocalDate day(Map<StatusFact, String> known, StatusFact fact) {
        return text(known, fact).map(LocalDate::parse).orElse(null);
    }

    private static @Nullable Boolean yesNo(Map<StatusFact, String> known, StatusFact fact) {
        return text(known, fact).map(Boolean::valueOf).orElse(null);
    }
}
