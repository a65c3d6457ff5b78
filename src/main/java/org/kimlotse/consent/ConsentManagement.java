package org.kimlotse.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Persons;
import org.kimlotse.consent.Consent.Form;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes down what a person decides about passing on data. Refusing has no consequence for the counselling. */
@Service
public class ConsentManagement {

    /** Offices that never receive health data through Lotse, whatever was signed. */
    private static final Set<OfficeKind> NEVER_HEALTH = EnumSet.of(
            OfficeKind.ABH,
            OfficeKind.EBH,
            OfficeKind.JC,
            OfficeKind.AA,
            OfficeKind.KT,
            OfficeKind.FAMKA,
            OfficeKind.BEZREG);

    /**
     * One decision as it is taken down; it becomes one consent per category.
     *
     * @param given false: refused
     * @param validUntil last day, or null for the usual period
     * @param form needed if given
     */
    public record Statement(
            String recipient,
            Purpose purpose,
            Set<DataCategory> categories,
            boolean given,
            @Nullable LocalDate validUntil,
            @Nullable Form form) {

        public Statement {
            categories = Set.copyOf(categories);
        }
    }

    /**
     * How it was explained.
     *
     * @param guardian who decided for a minor, empty for everybody else
     */
    public record Explained(@Nullable Language language, Interpreter interpreter, String guardian) {

        public Explained(@Nullable Language language, Interpreter interpreter) {
            this(language, interpreter, "");
        }
    }

    private final Consents consents;
    private final Cases cases;
    private final CaseAccess access;
    private final Persons persons;
    private final Directory directory;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Period usualPeriod;

    ConsentManagement(
            Consents consents,
            Cases cases,
            CaseAccess access,
            Persons persons,
            Directory directory,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${lotse.consent.usual-period:P12M}") Period usualPeriod) {
        this.consents = consents;
        this.cases = cases;
        this.access = access;
        this.persons = persons;
        this.directory = directory;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
        this.usualPeriod = usualPeriod;
    }

    /** What is wrong with a statement, German; empty if nothing. */
    public List<String> problems(Statement statement) {
        List<String> problems = new ArrayList<>();
        Optional<Office> office = directory.office(statement.recipient());
        if (office.isEmpty()) {
            problems.add("Bitte wählen Sie die Stelle, die die Daten erhalten soll.");
        }
        if (statement.categories().isEmpty()) {
            problems.add("Bitte wählen Sie, welche Daten weitergegeben werden dürfen.");
        }
        if (statement.given()) {
            if (statement.form() == null) {
                problems.add("Bitte geben Sie an, ob die Einwilligung schriftlich oder elektronisch erteilt wurde.");
            }
            LocalDate until = statement.validUntil();
            if (until != null && until.isBefore(BusinessCalendar.today(clock))) {
                problems.add("Die Einwilligung endet am %s, das liegt in der Vergangenheit."
                        .formatted(BusinessCalendar.german(until)));
            }
            if (statement.categories().contains(DataCategory.HEALTH)) {
                problems.addAll(healthProblems(statement, office));
            }
        }
        return problems;
    }

    /**
     * Takes down the decisions; a refusal after a consent counts as its withdrawal.
     *
     * @throws Refused in German
     */
    @Transactional
    public void record(CaseId caseId, List<Statement> statements, Explained explained) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        List<Refused.Problem> problems = statements.stream()
                .flatMap(statement -> problems(statement).stream())
                .map(text -> new Refused.Problem("consents", text))
                .toList();
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        // One talk is one moment: pages show it as one.
        Instant now = clock.instant();
        for (Statement statement : statements) {
            statement.categories().stream()
                    .sorted()
                    .forEach(category -> record(caseId, statement, category, explained, now));
        }
    }

    /**
     * Takes a consent back, at any time, also in a closed case.
     *
     * @throws Refused in German
     */
    @Transactional
    public void withdraw(CaseId caseId, UUID consentId, Consent.DecidedBy by, String note) {
        withdraw(caseId, consentId, by, note, clock.instant());
    }

    private void withdraw(CaseId caseId, UUID consentId, Consent.DecidedBy by, String note, Instant now) {
        access.requireVisible(caseId);
        Consent consent = consents.find(caseId, consentId)
                .orElseThrow(() -> new Refused("Diese Einwilligung gibt es in diesem Fall nicht."));
        String text = Texts.clean(note);
        if (Texts.length(text) > Texts.LONGEST) {
            throw new Refused("Die Notiz ist zu lang: höchstens 10.000 Zeichen.");
        }
        if (!consents.withdraw(consentId, now, actors.currentId(), by, text)) {
            throw new Refused("Diese Einwilligung gilt nicht mehr. Bitte laden Sie die Seite neu.");
        }
        publish(consent, now);
    }

    /** Takes back everything given to one office; returns how many consents that were. */
    @Transactional
    public int withdrawAll(CaseId caseId, String recipient, Consent.DecidedBy by, String note) {
        List<Consent> given = consents.of(caseId).stream()
                .filter(c -> c.recipient().equals(recipient) && c.state() == Consent.State.GIVEN)
                .toList();
        Instant now = clock.instant();
        given.forEach(consent -> withdraw(caseId, consent.id(), by, note, now));
        return given.size();
    }

    private void record(CaseId caseId, Statement statement, DataCategory category, Explained explained, Instant now) {
        LocalDate today = BusinessCalendar.dayOf(now);
        Consent consent = new Consent(
                UUID.randomUUID(),
                caseId,
                statement.recipient(),
                statement.purpose(),
                category,
                statement.given() ? Consent.State.GIVEN : Consent.State.REFUSED,
                today,
                statement.given() ? validUntil(statement, today) : null,
                statement.given() ? statement.form() : null,
                explained.language(),
                explained.interpreter(),
                persons.client(caseId).minor(today) ? Consent.DecidedBy.GUARDIAN : Consent.DecidedBy.PERSON,
                explained.guardian(),
                null,
                now,
                actors.currentId());
        consents.replace(consent)
                .filter(before -> !statement.given() && before.state() == Consent.State.GIVEN)
                .ifPresent(before -> publish(before, now));
    }

    private LocalDate validUntil(Statement statement, LocalDate today) {
        LocalDate until = statement.validUntil();
        return until == null ? today.plus(usualPeriod) : until;
    }

    private void publish(Consent consent, Instant at) {
        events.publishEvent(new ConsentWithdrawn(
                consent.id(), consent.caseId(), consent.recipient(), consent.purpose(), consent.category(), at));
    }

    private static List<String> healthProblems(Statement statement, Optional<Office> office) {
        List<String> problems = new ArrayList<>();
        if (statement.categories().size() > 1 || statement.purpose() != Purpose.HEALTH) {
            problems.add(
                    "Gesundheitsdaten brauchen eine eigene Zeile mit dem Zweck „Gesundheit“, getrennt von allen anderen Daten.");
        }
        office.filter(o -> NEVER_HEALTH.contains(o.kind()))
                .ifPresent(o -> problems.add(
                        "An „%s“ gehen keine Gesundheitsdaten, auch nicht mit Einwilligung.".formatted(o.label())));
        return problems;
    }
}
