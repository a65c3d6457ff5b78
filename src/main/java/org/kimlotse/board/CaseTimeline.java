package org.kimlotse.board;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.BenefitPeriod;
import org.kimlotse.assessment.BenefitPeriods;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseHistory;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Contacts;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionText;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.PersonCorrections;
import org.kimlotse.casefile.Persons;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.CaseStatus;
import org.kimlotse.casework.Closings;
import org.kimlotse.casework.Crises;
import org.kimlotse.casework.LegalAdvice;
import org.kimlotse.casework.LegalAdvices;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.Consents;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.Goal;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalOutcome;
import org.kimlotse.goals.GoalReview;
import org.kimlotse.goals.ShownAgreements;
import org.kimlotse.handover.Confidentiality;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverAction;
import org.kimlotse.handover.HandoverEvent;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.Owner;
import org.kimlotse.handover.Standstills;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ShownReferrals;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.LegalBasis;
import org.kimlotse.takeover.RunningReferral;
import org.kimlotse.takeover.Takeovers;
import org.springframework.stereotype.Component;

/**
 * Everything a case has behind it and before it, as one dated list for eyes that may see the case.
 *
 * <p>Nothing of the health compartment is in it: no consent about health, and of a confidential handover only that there is
 * one, and only for the case's own manager. The list can be printed and lie on a desk.
 */
@Component
class CaseTimeline {

    /** What an entry is about; the list can be read by one of them. */
    enum Kind {
        HANDOVER("uebergabe", "Übergabe", "Übergaben"),
        REFERRAL("vermittlung", "Vermittlung", "Vermittlungen"),
        CONTACT("kontakt", "Kontakt", "Kontakte"),
        GOAL("ziel", "Ziel", "Ziele"),
        LAW("leistung", "Leistung", "Leistungen"),
        DECISION("pruefung", "Prüfung", "Prüfungen"),
        CONSENT("einwilligung", "Einwilligung", "Einwilligungen"),
        CHANGE("aenderung", "Änderung", "Änderungen"),
        PERSON("person", "Person", "Personen"),
        CASE("fall", "Fall", "Fall");

        private final String slug;
        private final String label;
        private final String plural;

        Kind(String slug, String label, String plural) {
            this.slug = slug;
            this.label = label;
            this.plural = plural;
        }

        public String slug() {
            return slug;
        }

        public String label() {
            return label;
        }

        public String plural() {
            return plural;
        }

        static Optional<Kind> ofSlug(String slug) {
            return Arrays.stream(values()).filter(k -> k.slug.equals(slug)).findFirst();
        }
    }

    /**
     * One line.
     *
     * @param day the day it stands under, in Germany
     * @param at the instant it was recorded (UTC), null for what is a day only
     * @param detail more about it in a few words, or empty
     * @param because why it is so, one sentence a line; shown when asked for
     * @param late true if it should have been done
     * @param held "angehalten seit …" if nobody may do it now, which is not the same as late; else empty
     */
    record Entry(
            LocalDate day,
            @Nullable Instant at,
            Kind kind,
            String what,
            String detail,
            List<String> because,
            boolean late,
            String held) {

        Entry(
                LocalDate day,
                @Nullable Instant at,
                Kind kind,
                String what,
                String detail,
                List<String> because,
                boolean late) {
            this(day, at, kind, what, detail, because, late, "");
        }

        Entry held(String since) {
            return new Entry(day, at, kind, what, detail, because, late, since);
        }

        public String when() {
            return GermanDates.weekday(day);
        }

        private Instant sortKey() {
            return at == null ? BusinessCalendar.startOf(day) : at;
        }
    }

    /** The list in the order in which it is read: what is late, what comes next, what was. */
    record Timeline(List<Entry> late, List<Entry> coming, List<Entry> past) {

        /** What a caller wants to know first. */
        public List<Entry> next() {
            List<Entry> all = new ArrayList<>(late);
            all.addAll(coming);
            return all;
        }

        Timeline only(Kind kind) {
            return new Timeline(only(late, kind), only(coming, kind), only(past, kind));
        }

        public boolean isEmpty() {
            return late.isEmpty() && coming.isEmpty() && past.isEmpty();
        }

        public int size() {
            return late.size() + coming.size() + past.size();
        }

        private static List<Entry> only(List<Entry> entries, Kind kind) {
            return entries.stream().filter(e -> e.kind() == kind).toList();
        }
    }

    /** What Lotse does with every step before anybody acts; it stands with the handover, not in the case's course. */
    private static final Set<HandoverAction> PLANNING =
            EnumSet.of(HandoverAction.PREPARED, HandoverAction.BEGUN, HandoverAction.NOT_NEEDED);

    /** What the rules were asked about the case as a whole, in the words of the page. Never health. */
    private static final Map<RuleSet, String> ASKED = asked();

    private static final String CONFIDENTIAL = "Vertraulicher Schritt";

    private final Cases cases;
    private final Persons persons;
    private final PersonCorrections corrections;
    private final BenefitPeriods periods;
    private final Consents consents;
    private final ShownAgreements agreements;
    private final GoalReview goals;
    private final ShownReferrals referrals;
    private final Handovers handovers;
    private final Confidentiality confidentiality;
    private final Standstills standstills;
    private final Contacts contacts;
    private final DecisionLog decisions;
    private final CaseChanges changes;
    private final LegalAdvices advices;
    private final Crises crises;
    private final Closings closings;
    private final CaseStatus status;
    private final Takeovers takeovers;
    private final Directory directory;
    private final Actors actors;
    private final Clock clock;

    CaseTimeline(
            Cases cases,
            Persons persons,
            PersonCorrections corrections,
            BenefitPeriods periods,
            Consents consents,
            ShownAgreements agreements,
            GoalReview goals,
            ShownReferrals referrals,
            Handovers handovers,
            Confidentiality confidentiality,
            Standstills standstills,
            Contacts contacts,
            DecisionLog decisions,
            CaseChanges changes,
            LegalAdvices advices,
            Crises crises,
            Closings closings,
            CaseStatus status,
            Takeovers takeovers,
            Directory directory,
            Actors actors,
            Clock clock) {
        this.cases = cases;
        this.persons = persons;
        this.corrections = corrections;
        this.periods = periods;
        this.consents = consents;
        this.agreements = agreements;
        this.goals = goals;
        this.referrals = referrals;
        this.handovers = handovers;
        this.confidentiality = confidentiality;
        this.standstills = standstills;
        this.contacts = contacts;
        this.decisions = decisions;
        this.changes = changes;
        this.advices = advices;
        this.crises = crises;
        this.closings = closings;
        this.status = status;
        this.takeovers = takeovers;
        this.directory = directory;
        this.actors = actors;
        this.clock = clock;
    }

    private static Map<RuleSet, String> asked() {
        Map<RuleSet, String> asked = new LinkedHashMap<>();
        asked.put(RuleSet.INDICATION, "Welche Hilfe angezeigt ist");
        asked.put(RuleSet.BENEFIT_LAW, "Welches Leistungsrecht gilt");
        asked.put(RuleSet.TRANSITION_HOPS, "Welche Schritte der Wechsel braucht");
        asked.put(RuleSet.LANGUAGE_COURSE, "Welcher Weg in den Sprachkurs führt");
        asked.put(RuleSet.JOBCENTER_REFERRAL, "Welcher Weg in Arbeit führt");
        return asked;
    }

    Timeline of(Case file) {
        CaseId id = file.id();
        LocalDate today = BusinessCalendar.today(clock);
        List<Entry> all = new ArrayList<>();
        history(id, all);
        people(file, all);
        law(id, all);
        consents(id, today, all);
        goals(id, file.open(), today, all);
        referrals(id, all);
        handovers(id, file.open(), today, all);
        contacts(id, all);
        decisions(id, all);
        changes(id, all);
        advices(id, all);
        pauses(id, all);
        review(id, today, all);
        before(file, today, all);
        LocalDate deletion = file.deletionOn();
        if (deletion != null) {
            all.add(day(deletion, Kind.CASE, "Die Inhalte des Falls werden gelöscht", ""));
        }
        // While the case stands still nobody is late with anything of it.
        String still = standstills.since(id);
        if (!still.isEmpty()) {
            all.replaceAll(entry -> entry.late() ? entry.held(still) : entry);
        }
        Comparator<Entry> byTime = Comparator.comparing(Entry::sortKey);
        // Newest first, also of what was recorded at the same moment.
        List<Entry> latestFirst = new ArrayList<>(all);
        Collections.reverse(latestFirst);
        return new Timeline(
                all.stream().filter(Entry::late).sorted(byTime).toList(),
                all.stream()
                        .filter(e -> !e.late() && isAhead(e, today))
                        .sorted(byTime)
                        .toList(),
                latestFirst.stream()
                        .filter(e -> !e.late() && !isAhead(e, today))
                        .sorted(byTime.reversed())
                        .toList());
    }

    /** A day that has no hour lies ahead until it is over; what was recorded is done. */
    private static boolean isAhead(Entry entry, LocalDate today) {
        return entry.at() == null && !entry.day().isBefore(today);
    }

    private void history(CaseId id, List<Entry> all) {
        for (CaseHistory entry : cases.history(id)) {
            String detail =
                    switch (entry.kind()) {
                        case OPENED, REOPENED -> entry.reason();
                        case MOVED -> moved(entry);
                        case CLOSED -> closed(id, entry);
                        case COMPARTMENT_OPENED -> joined(successor(entry), entry.reason());
                        // Why somebody is not to look inside is between them, who ran the case, and coordination.
                        case COMPARTMENT_SHUT ->
                            joined(successor(entry), concerns(entry, actors.currentId()) ? entry.reason() : "");
                    };
            all.add(at(entry.at(), Kind.CASE, entry.kind().label() + " von " + actors.displayName(entry.by()), detail));
        }
    }

    private static boolean concerns(CaseHistory entry, String user) {
        return user.equals(entry.fromCaseManager()) || user.equals(entry.toCaseManager());
    }

    private String successor(CaseHistory entry) {
        return entry.toCaseManager() == null ? "" : "für " + actors.displayName(entry.toCaseManager());
    }

    private String moved(CaseHistory entry) {
        String to = entry.toCaseManager() == null ? "" : "an " + actors.displayName(entry.toCaseManager());
        String where = entry.toMunicipality() == null || entry.toMunicipality() == entry.fromMunicipality()
                ? ""
                : " (" + entry.toMunicipality().label() + ")";
        return joined((to + where).strip(), entry.reason());
    }

    private String closed(CaseId id, CaseHistory entry) {
        String attained = closings.latest(id)
                .filter(c -> !c.at().isAfter(entry.at()))
                .map(c -> "Ziele " + c.attainment().label())
                .orElse("");
        return joined(entry.reason(), attained);
    }

    private void people(Case file, List<Entry> all) {
        LocalDate opened = BusinessCalendar.dayOf(file.openedAt());
        for (Person person : persons.household(file.id())) {
            person.born()
                    .filter(born -> !born.isBefore(opened))
                    .ifPresent(born -> all.add(day(born, Kind.PERSON, person.fullName() + " geboren", "")));
        }
        for (PersonCorrections.Correction correction : corrections.of(file.id())) {
            String what = correction.changes().stream()
                    .map(change ->
                            "%s bisher „%s“, richtig „%s“".formatted(change.label(), change.before(), change.after()))
                    .collect(Collectors.joining("; "));
            all.add(at(
                    correction.at(),
                    Kind.PERSON,
                    "Angaben zur Person berichtigt von " + actors.displayName(correction.by()),
                    joined(what, correction.reason())));
        }
    }

    private void law(CaseId id, List<Entry> all) {
        for (BenefitPeriod period : periods.of(id, persons.client(id).id())) {
            String certainty = period.certainty().label();
            LocalDate from = period.from();
            if (from != null) {
                all.add(day(from, Kind.LAW, period.law().label() + " beginnt", certainty));
            }
            LocalDate until = period.until();
            if (until != null) {
                all.add(day(until, Kind.LAW, period.law().label() + " endet: letzter Tag", certainty));
            }
        }
    }

    private void consents(CaseId id, LocalDate today, List<Entry> all) {
        List<Consent> shown =
                consents.history(id).stream().filter(c -> !c.confidential()).toList();
        // One talk decides about many recipients and categories: one line.
        shown.stream()
                .collect(groupingBy(
                        c -> List.of(c.recordedAt(), c.withdrawnAt() != null || c.state() != Consent.State.REFUSED),
                        LinkedHashMap::new,
                        collectingAndThen(toList(), List::copyOf)))
                .values()
                .forEach(talk -> {
                    Consent first = talk.get(0);
                    boolean refused = first.state() == Consent.State.REFUSED;
                    all.add(at(
                            first.recordedAt(),
                            Kind.CONSENT,
                            refused ? "Weitergabe abgelehnt" : "In die Weitergabe eingewilligt",
                            recipients(talk)));
                });
        shown.stream()
                .filter(c -> c.withdrawnAt() != null)
                .collect(groupingBy(Consent::withdrawnAt, LinkedHashMap::new, toList()))
                .forEach((at, talk) -> all.add(at(at, Kind.CONSENT, "Einwilligung widerrufen", recipients(talk))));
        consents.of(id).stream()
                .filter(c -> !c.confidential())
                .filter(c -> c.validUntil() != null && c.covers(today))
                .collect(groupingBy(Consent::validUntil, LinkedHashMap::new, toList()))
                .forEach((until, talk) ->
                        all.add(day(until, Kind.CONSENT, "Einwilligung endet: letzter Tag", recipients(talk))));
    }

    private String recipients(List<Consent> talk) {
        return talk.stream().map(c -> label(c.recipient())).distinct().sorted().collect(joining(", "));
    }

    private void goals(CaseId id, boolean open, LocalDate today, List<Entry> all) {
        for (GoalAgreement agreement : agreements.versions(id)) {
            LocalDate signed = agreement.signedOn();
            if (signed == null) {
                continue;
            }
            String ways = agreement.referrals().stream()
                    .sorted()
                    .map(AgreedReferral::label)
                    .collect(joining(", "));
            // Signed before it was entered: it stands under the day of the signature.
            Instant at = BusinessCalendar.dayOf(agreement.recordedAt()).equals(signed)
                    ? agreement.recordedAt()
                    : BusinessCalendar.startOf(signed);
            all.add(new Entry(
                    signed,
                    at,
                    Kind.GOAL,
                    "Zielvereinbarung unterschrieben, Fassung " + agreement.version(),
                    ways,
                    List.of(),
                    false));
        }
        if (open) {
            goals.inForce(id).stream()
                    .filter(judged -> judged.outcome() == null)
                    .forEach(judged -> all.add(goal(judged, today)));
        }
        for (GoalOutcome outcome : goals.history(id)) {
            Instant at = BusinessCalendar.dayOf(outcome.recordedAt()).equals(outcome.on())
                    ? outcome.recordedAt()
                    : BusinessCalendar.startOf(outcome.on());
            String words = outcome.words().isEmpty() ? "" : "„" + outcome.words() + "“";
            all.add(at(
                    at,
                    Kind.GOAL,
                    "Ziel %s: %s".formatted(outcome.kind().label(), outcome.goal()),
                    joined(
                            words,
                            "so " + (outcome.saidBy() == GoalOutcome.SaidBy.TOGETHER ? "sagen " : "sagt ")
                                    + outcome.saidBy().label(),
                            outcome.stands() ? "" : "gilt nicht mehr")));
            Instant takenBack = outcome.takenBackAt();
            String by = outcome.takenBackBy();
            if (takenBack != null && by != null) {
                all.add(at(
                        takenBack,
                        Kind.GOAL,
                        "Urteil „%s“ zurückgenommen von %s: %s"
                                .formatted(outcome.kind().label(), actors.displayName(by), outcome.goal()),
                        ""));
            }
        }
    }

    private static Entry goal(GoalReview.Judged judged, LocalDate today) {
        Goal goal = judged.goal();
        return new Entry(
                goal.dueOn(),
                null,
                Kind.GOAL,
                goal.goal(),
                joined("liegt bei: " + judged.owner(), goal.indicator()),
                List.of(),
                goal.dueOn().isBefore(today));
    }

    private void referrals(CaseId id, List<Entry> all) {
        for (Referral referral : referrals.of(id)) {
            String label = "Vermittlung „" + referral.kind().label() + "“ ";
            all.add(at(referral.openedAt(), Kind.REFERRAL, label + "begonnen", ""));
            Instant closed = referral.closedAt();
            if (closed != null) {
                all.add(at(
                        closed,
                        Kind.REFERRAL,
                        label + "beendet",
                        referral.ended().map(r -> r.label()).orElse("")));
            }
        }
    }

    private void handovers(CaseId id, boolean open, LocalDate today, List<Entry> all) {
        for (Handover handover : confidentiality.shown(handovers.ofCase(id))) {
            if (open && handover.open()) {
                clock(handover, today, all);
            }
            for (HandoverEvent event : handovers.events(handover.id())) {
                if (!PLANNING.contains(event.action())) {
                    all.add(happened(handover, event));
                }
            }
        }
    }

    private void clock(Handover handover, LocalDate today, List<Entry> all) {
        LocalDate goal = handover.dueOn();
        if (goal != null) {
            Optional<LocalDate> answer = handover.answerUntil(today);
            // Once it is out the office's day counts, as on the cards.
            LocalDate due = goal.isBefore(today) ? answer.orElse(goal) : goal;
            String expected = handover.state().withReceiver()
                    ? answer.map(day -> "Antwort erwartet bis " + GermanDates.day(day))
                            .orElse("")
                    : "";
            String stand = handover.begunAt() == null ? "folgt auf einen anderen Schritt" : handover.stateLabel();
            all.add(new Entry(
                    due,
                    null,
                    Kind.HANDOVER,
                    title(handover),
                    joined(stand, "liegt bei: " + owner(handover), expected),
                    handover.confidential() || handover.reason().isEmpty() ? List.of() : List.of(handover.reason()),
                    handover.late(today),
                    standstills.since(handover)));
        }
        LocalDate hard = handover.hardOn();
        if (hard != null && !hard.isBefore(today)) {
            all.add(day(hard, Kind.HANDOVER, "Letzter Tag ohne Verlust: " + title(handover), ""));
        }
    }

    private Entry happened(Handover handover, HandoverEvent event) {
        String who = event.by().equals(Actors.SYSTEM) ? "Lotse" : actors.displayName(event.by());
        if (handover.confidential()) {
            return at(
                    event.at(),
                    Kind.HANDOVER,
                    CONFIDENTIAL + ": " + who + " " + event.action().sentence(),
                    "");
        }
        String phoned = event.contactName() == null ? "" : "telefonisch: " + event.contactName();
        String note = event.note() == null ? "" : event.note();
        return at(
                event.at(),
                Kind.HANDOVER,
                "%s: %s %s".formatted(title(handover), who, event.action().sentence()),
                joined(event.declined(), phoned, note));
    }

    private String title(Handover handover) {
        if (handover.confidential()) {
            return CONFIDENTIAL;
        }
        String office = handover.receiverOffice();
        return handover.ownStep() || office == null ? handover.title() : handover.title() + " → " + label(office);
    }

    private String owner(Handover handover) {
        return handover.owner().kind() == Owner.Kind.CASE
                ? "Fallmanagement"
                : handover.confidential()
                        ? "der Stelle"
                        : label(handover.owner().ref());
    }

    private void contacts(CaseId id, List<Entry> all) {
        for (Contacts.Contact contact : contacts.of(id)) {
            Language language = contact.language();
            all.add(at(
                    contact.at(),
                    Kind.CONTACT,
                    contact.note().isEmpty() ? "Kontakt " + contact.kind().label() : contact.note(),
                    joined(
                            contact.kind().label(),
                            language == null ? "" : language.label(),
                            contact.withWhom().isEmpty() ? "" : "mit " + contact.withWhom())));
        }
    }

    /** That the case stood still; the list can lie on a desk and does not say why. */
    private void pauses(CaseId id, List<Entry> all) {
        List<Crises.Crisis> oldestFirst = new ArrayList<>(crises.of(id));
        Collections.reverse(oldestFirst);
        for (Crises.Crisis crisis : oldestFirst) {
            all.add(at(
                    crisis.reportedAt(),
                    Kind.CASE,
                    "Fall angehalten von " + actors.displayName(crisis.reportedBy()),
                    "es wird nichts versendet, die Fristen stehen still"));
            Instant ended = crisis.endedAt();
            if (ended != null) {
                all.add(at(ended, Kind.CASE, "Der Fall geht weiter", "die Fristen laufen wieder"));
            }
        }
    }

    private void changes(CaseId id, List<Entry> all) {
        for (CaseChange change : changes.shown(id)) {
            // The list can be printed: what is confidential stands in it for nobody.
            all.add(at(
                    change.recordedAt(),
                    Kind.CHANGE,
                    change.confidential()
                            ? "Es hat sich etwas geändert"
                            : "Geändert: " + change.kind().label(),
                    change.confidential() ? "" : change.detail()));
            Instant settledAt = change.settledAt();
            CaseChange.Settled as = change.settledAs();
            if (settledAt != null && as != null) {
                all.add(at(settledAt, Kind.CHANGE, "Änderung geprüft: " + as.label(), change.settledNote()));
            }
        }
    }

    private void advices(CaseId id, List<Entry> all) {
        for (LegalAdvice advice : advices.of(id)) {
            all.add(at(
                    advice.askedAt(),
                    Kind.CHANGE,
                    "Klagefrist bis " + BusinessCalendar.german(advice.appealEnd()),
                    "Rechtsberatung nötig bis " + GermanDates.time(advice.adviseBy())));
            Instant settledAt = advice.settledAt();
            LegalAdvice.Outcome outcome = advice.outcome();
            if (settledAt != null && outcome != null) {
                all.add(at(
                        settledAt,
                        Kind.CHANGE,
                        "Rechtsberatung: " + outcome.label(),
                        joined(advice.toldTo(), advice.note())));
            }
        }
    }

    private void review(CaseId id, LocalDate today, List<Entry> all) {
        status.nextReview(id)
                .ifPresent(day -> all.add(new Entry(
                        day,
                        null,
                        Kind.CASE,
                        "Wiedervorlage",
                        "Aufgabe „Fall begleiten“",
                        List.of(),
                        day.isBefore(today))));
    }

    /** What ran before Lotse did; its next day counts until Lotse has begun the same. */
    private void before(Case file, LocalDate today, List<Entry> all) {
        Set<AgreedReferral> begun = referrals.of(file.id()).stream()
                .map(r -> r.kind().agreed())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AgreedReferral.class)));
        for (RunningReferral running : takeovers.referralsOf(file.id())) {
            String label = "Vermittlung „" + running.kind().label() + "“ ";
            all.add(new Entry(
                    running.since(),
                    BusinessCalendar.startOf(running.since()),
                    Kind.REFERRAL,
                    label + "begonnen, vor Lotse",
                    joined(running.where(), running.standing()),
                    List.of(),
                    false));
            LocalDate next = running.nextOn();
            if (next != null && file.open() && !begun.contains(running.kind())) {
                all.add(new Entry(
                        next,
                        null,
                        Kind.REFERRAL,
                        label + "nächster Termin",
                        running.where(),
                        List.of(),
                        next.isBefore(today)));
            }
        }
    }

    private void decisions(CaseId id, List<Entry> all) {
        for (Map.Entry<RuleSet, String> about : ASKED.entrySet()) {
            for (LoggedDecision logged : decisions.of(id, about.getKey())) {
                all.add(decided(logged, about.getValue()));
            }
        }
    }

    private static Entry decided(LoggedDecision logged, String asked) {
        List<Finding> findings = logged.decision().findings();
        long steps = logged.decision().ofKind(FindingKind.HOP).count();
        String answer = steps > 0
                ? "%d Schritte vorgesehen".formatted(steps)
                : findings.stream()
                        .filter(f -> !f.kind().equals(FindingKind.REJECTED)
                                && !f.kind().equals(FindingKind.MISSING_FACT))
                        .min(Comparator.comparing(f -> f.severity() != Finding.Severity.PROPOSAL))
                        .map(Finding::reason)
                        .orElse("Es fehlen noch Angaben");
        String review = logged.lastReview()
                .map(r ->
                        r.reason().isEmpty() ? r.outcome().label() : r.outcome().label() + ": " + r.reason())
                .orElse("");
        List<String> because = new ArrayList<>();
        findings.forEach(f -> because.add(reason(f)));
        because.add("Regeln: %s; Fassung %s."
                .formatted(
                        findings.stream()
                                .map(Finding::ruleId)
                                .distinct()
                                .sorted()
                                .collect(joining(", ")),
                        DecisionText.shortVersion(logged.decision())));
        return new Entry(
                BusinessCalendar.dayOf(logged.decidedAt()),
                logged.decidedAt(),
                Kind.DECISION,
                asked + ": " + answer,
                review.isEmpty() ? "" : "Fallmanagement: " + review,
                because,
                false);
    }

    private static String reason(Finding finding) {
        LegalBasis basis = finding.legalBasis();
        return basis == null ? finding.reason() : finding.reason() + " (" + basis.citation() + ")";
    }

    private String label(String office) {
        return directory.office(office).map(Office::label).orElse(office);
    }

    private static Entry at(Instant at, Kind kind, String what, String detail) {
        return new Entry(BusinessCalendar.dayOf(at), at, kind, what, detail, List.of(), false);
    }

    private static Entry day(LocalDate day, Kind kind, String what, String detail) {
        return new Entry(day, null, kind, what, detail, List.of(), false);
    }

    private static String joined(String... parts) {
        return Arrays.stream(parts).filter(p -> !p.isEmpty()).collect(joining(" – "));
    }
}
