package org.kimlotse.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.PlaceOfResidence;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionText;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.Persons;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.RunningElsewhere;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.referral.facts.AttendanceFacts;
import org.kimlotse.referral.facts.CourseDetails;
import org.kimlotse.referral.facts.CourseFacts;
import org.kimlotse.referral.facts.CourseStatus;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.referral.facts.Literacy;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The way into a language course: what is known, what the rules make of it, what a person decided. */
@Component
public class LanguageCourse implements ReferralRules {

    /** Keys of what is kept, as in the forms. */
    public static final String STATUS = "courseStatus";

    public static final String TITLE_ON = "courseTitleOn";
    public static final String LEVEL = "germanLevel";
    public static final String LITERACY = "literacy";
    public static final String FULL_TIME = "courseFullTime";
    public static final String CHILDCARE = "courseChildcare";
    public static final String WORKING = "courseWorking";
    public static final String IN_SCHOOL = "courseInSchool";
    public static final String DOOR = "courseDoor";
    public static final String CERTIFICATE_ON = "certificateOn";
    public static final String CERTIFICATE_UNTIL = "certificateUntil";
    public static final String CERTIFICATE_SEEN_ON = "certificateSeenOn";
    public static final String OBLIGED = "courseObliged";
    public static final String PLACEMENT_ON = "placementOn";
    public static final String KIND = "courseKind";
    public static final String PROVIDER = "courseProvider";
    public static final String PROVIDER_OFFICE = "courseProviderOffice";
    public static final String REGISTERED_ON = "registeredOn";
    public static final String STARTS_ON = "courseStartPlannedOn";
    public static final String STARTED_ON = "courseStartedOn";
    public static final String LATE_REASON = "courseLateReason";

    /** The deadline after which the right is lost. */
    public static final String LAPSES = "lapsesOn";

    public static final String ABSENT_DAYS = "absentDays";
    public static final String COURSE_DAYS = "courseDays";
    public static final String MISSED_DAYS = "missedDays";
    public static final String ATTENDANCE_SEEN_ON = "attendanceSeenOn";
    public static final String LAST_REACHED_ON = "lastReachedOn";
    public static final String NO_SHOW = "noShow";
    public static final String ABSENCE_REASON = "absenceReason";
    public static final String RESULT = "courseResult";
    public static final String RESULT_ON = "courseResultOn";

    static final String REFUSED_DOORS = "refusedDoors";

    /** The first day with a provider the person has left. */
    private static final String BEGUN_ELSEWHERE = "courseBegunElsewhere";

    /** What the assessment said of the stay when it was taken over last. */
    private static final String ASSESSED_STATUS = "assessedStatus";

    /** What was known of a provider and the course there, and says nothing of the next one. */
    private static final List<String> OF_A_PROVIDER = List.of(
            PROVIDER,
            REGISTERED_ON,
            STARTS_ON,
            STARTED_ON,
            ABSENT_DAYS,
            COURSE_DAYS,
            MISSED_DAYS,
            ATTENDANCE_SEEN_ON,
            NO_SHOW,
            ABSENCE_REASON);

    private static final Set<String> FREEZE = Set.of("BAMF_FREEZE");

    /** Warnings about a right to the course: who has a certificate has it. */
    private static final Set<String> BEFORE_THE_CERTIFICATE = Set.of("BAMF_FREEZE", "KURS_KEIN_ANSPRUCH");

    /** Of two days in one line, which is which. */
    private static final Map<String, String> WHAT_FOR =
            Map.of("registerBy", "Anmelden bis ", "testBy", "Einstufungstest bis ");

    /** What was known of the person, and is asked only whether it is still so. */
    private static final List<String> OF_THE_PERSON =
            List.of(LEVEL, LITERACY, FULL_TIME, CHILDCARE, WORKING, IN_SCHOOL);

    private final ReferralRecords referrals;
    private final Handovers handovers;
    private final RunningElsewhere running;
    private final Assessment assessment;
    private final BenefitLawAssessment benefitLaw;
    private final Persons persons;
    private final PlaceOfResidence places;
    private final Directory directory;
    private final SharedSteps shared;
    private final RuleBook rules;
    private final DecisionLog decisions;
    private final Actors actors;
    private final Clock clock;

    LanguageCourse(
            ReferralRecords referrals,
            Handovers handovers,
            RunningElsewhere running,
            Assessment assessment,
            BenefitLawAssessment benefitLaw,
            Persons persons,
            PlaceOfResidence places,
            Directory directory,
            SharedSteps shared,
            RuleBook rules,
            DecisionLog decisions,
            Actors actors,
            Clock clock) {
        this.referrals = referrals;
        this.handovers = handovers;
        this.running = running;
        this.assessment = assessment;
        this.benefitLaw = benefitLaw;
        this.persons = persons;
        this.places = places;
        this.directory = directory;
        this.shared = shared;
        this.rules = rules;
        this.decisions = decisions;
        this.actors = actors;
        this.clock = clock;
    }

    /** Only such a course leads beyond B1. */
    public boolean vocational(ReferralId id) {
        Map<String, String> known = known(id);
        return known.getOrDefault(KIND, "").equals(CourseDoor.BERUFSSPRACHKURS.name())
                || known.getOrDefault(DOOR, "").equals(CourseDoor.BERUFSSPRACHKURS.name());
    }

    /** A test that proves less takes nothing back of what is known already. */
    public boolean provesMore(ReferralId id, GermanLevel proved) {
        GermanLevel before = constant(GermanLevel.class, known(id).get(LEVEL));
        return before == null || proved.compareTo(before) > 0;
    }

    @Override
    public ReferralKind kind() {
        return ReferralKind.LANGUAGE_COURSE;
    }

    @Override
    public String purpose() {
        return "LANGUAGE";
    }

    @Override
    public Decision decide(Referral referral) {
        return rules.decide(
                RuleSet.LANGUAGE_COURSE,
                List.of(facts(referral), details(referral.caseId()), attendance(referral.id())),
                clock.instant());
    }

    /** The one a person named, else the one that tested: whoever knows the person registers them. */
    @Override
    public @Nullable String chosenOffice(Referral referral, OfficeKind kind) {
        if (kind != OfficeKind.KT) {
            return null;
        }
        String named = referrals.facts(referral.id()).get(PROVIDER_OFFICE);
        return named != null ? named : provider(referral.id(), "S2").orElse(null);
    }

    /** The provider that did the last attempt at a step. */
    private Optional<String> provider(ReferralId id, String step) {
        return referrals
                .lastStep(id, step)
                .map(s -> handovers.get(s.handover()))
                .filter(h -> h.state() == HandoverState.COMPLETED)
                .map(Handover::receiverOffice);
    }

    /** Who could be asked instead of the provider that has been asked last. */
    public List<Office> otherProviders(ReferralId id) {
        String asked = Stream.of("S3", "S2")
                .flatMap(step -> referrals.lastStep(id, step).stream())
                .map(s -> handovers.get(s.handover()).receiverOffice())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return directory.inService(BusinessCalendar.today(clock)).stream()
                .filter(o -> o.kind() == OfficeKind.KT && !o.code().equals(asked))
                .toList();
    }

    /** The person goes on with another provider: what was registered, begun and counted before is over. */
    @Transactional
    public void changeProvider(ReferralId id, String office) {
        String begun = referrals.facts(id).get(STARTED_ON);
        if (begun != null) {
            keep(id, Map.of(BEGUN_ELSEWHERE, begun));
        }
        OF_A_PROVIDER.forEach(fact -> referrals.keep(id, fact, "", clock.instant(), actors.currentId()));
        referrals.keep(id, PROVIDER_OFFICE, office, clock.instant(), actors.currentId());
    }

    /** What is known by the keys above; what the assessment already says is filled in. */
    public Map<String, String> known(ReferralId id) {
        Referral referral = referrals.get(id);
        Map<String, String> known = new java.util.LinkedHashMap<>(referrals.facts(id));
        Map<StatusFact, String> assessed = assessment.known(referral.caseId());
        status(assessed).ifPresent(status -> known.putIfAbsent(STATUS, status.name()));
        String title = assessed.getOrDefault(StatusFact.TITLE_ISSUED_ON, "");
        if (!title.isEmpty()) {
            known.putIfAbsent(TITLE_ON, title);
        }
        provider(id, "S3").flatMap(directory::office).map(Office::label).ifPresent(p -> known.putIfAbsent(PROVIDER, p));
        earlier(referral)
                .ifPresent(facts -> OF_THE_PERSON.forEach(key -> {
                    String value = facts.get(key);
                    if (value != null) {
                        known.putIfAbsent(key, value);
                    }
                }));
        return known;
    }

    /** What was found out on the last way into a course that has ended. */
    private Optional<Map<String, String>> earlier(Referral referral) {
        return referrals.of(referral.caseId()).stream()
                .filter(other -> other.kind() == kind() && !other.open())
                .filter(other -> other.openedAt().isBefore(referral.openedAt()))
                .findFirst()
                .map(other -> referrals.facts(other.id()));
    }

    /** Whether the person was in a course on this way, with whomever. */
    public boolean begun(ReferralId id) {
        Map<String, String> facts = referrals.facts(id);
        return facts.containsKey(STARTED_ON) || facts.containsKey(BEGUN_ELSEWHERE);
    }

    private String assessedStatus(Referral referral) {
        return status(assessment.known(referral.caseId()))
                .map(CourseStatus::name)
                .orElse("");
    }

    /** Only where the assessment leaves no doubt: a plain Duldung may be one under § 60a Abs. 2 S. 3 AufenthG. */
    private static Optional<CourseStatus> status(Map<StatusFact, String> assessed) {
        return Optional.ofNullable(assessed.get(StatusFact.RESIDENCE_STATUS))
                .filter(status -> !status.isEmpty())
                .map(ResidenceStatus::valueOf)
                .filter(status -> status != ResidenceStatus.DULDUNG)
                .map(CourseStatus::of);
    }

    /** Keeps facts by key; empty text forgets one. */
    @Transactional
    public void keep(ReferralId id, Map<String, String> facts) {
        if (facts.containsKey(STATUS)) {
            // Who says otherwise than the assessment is right until that says something else.
            referrals.keep(id, ASSESSED_STATUS, assessedStatus(referrals.get(id)), clock.instant(), actors.currentId());
        }
        facts.forEach((key, value) -> referrals.keep(id, key, value, clock.instant(), actors.currentId()));
    }

    /**
     * The situation was assessed anew. Another stay counts from now on, also against what was said when the way into the course was
     * clarified; a way that is only proposed is proposed anew.
     *
     * @return whether the way that was chosen is not the right one any more, and the office is still being asked
     */
    @Transactional
    public boolean wayHasChanged(ReferralId id) {
        Referral referral = referrals.get(id);
        Map<String, String> kept = referrals.facts(id);
        String now = assessedStatus(referral);
        if (!kept.containsKey(STATUS)
                || now.isEmpty()
                || now.equals(kept.getOrDefault(ASSESSED_STATUS, kept.get(STATUS)))) {
            return false;
        }
        String title = assessment.known(referral.caseId()).getOrDefault(StatusFact.TITLE_ISSUED_ON, "");
        keep(id, Map.of(STATUS, now, TITLE_ON, title));
        if (kept.containsKey(CERTIFICATE_ON)) {
            return false;
        }
        String chosen = kept.get(DOOR);
        if (chosen == null) {
            propose(id);
            return false;
        }
        return doorFinding(decide(referral))
                .flatMap(finding -> finding.value("door"))
                .filter(door -> !door.equals(chosen))
                .isPresent();
    }

    private CourseFacts facts(Referral referral) {
        CaseId caseId = referral.caseId();
        Map<String, String> known = known(referral.id());
        LocalDate today = BusinessCalendar.today(clock);
        Map<StatusFact, String> assessed = assessment.known(caseId);
        Optional<BenefitLaw> expected = benefitLaw.current(caseId);
        Rechtskreis now = Optional.ofNullable(assessed.get(StatusFact.BENEFIT_NOW))
                .filter(v -> !v.isEmpty())
                .map(Rechtskreis::valueOf)
                .orElse(null);
        boolean changes = expected.filter(l -> l.changes() && l.law() != null).isPresent();
        LocalDate from = changes ? expected.get().from() : null;
        String employable = assessed.getOrDefault(StatusFact.EMPLOYABLE, "");
        return new CourseFacts(
                today,
                constant(CourseStatus.class, known.get(STATUS)),
                changes ? expected.get().law() : now,
                from != null && from.isAfter(today) ? from : null,
                day(known.get(TITLE_ON)),
                persons.client(caseId)
                        .born()
                        .map(born -> BusinessCalendar.ageOn(born, today) >= 18)
                        .orElse(null),
                employable.isEmpty() ? null : Boolean.valueOf(employable),
                yesNo(known.get(WORKING)),
                yesNo(known.get(IN_SCHOOL)),
                constant(GermanLevel.class, known.get(LEVEL)),
                constant(Literacy.class, known.get(LITERACY)),
                yesNo(known.get(FULL_TIME)),
                yesNo(known.get(CHILDCARE)),
                refusedDoors(known),
                known.get(DOOR),
                day(known.get(CERTIFICATE_ON)),
                yesNo(known.get(OBLIGED)),
                day(known.get(REGISTERED_ON)),
                number(known.get(ABSENT_DAYS)),
                number(assessed.get(StatusFact.TITLE_MONTHS)),
                day(assessed.get(StatusFact.STATUS_SINCE)),
                null,
                day(known.get(CERTIFICATE_SEEN_ON)),
                day(known.get(CERTIFICATE_UNTIL)),
                persons.client(caseId).birthDate(),
                known.get(STARTED_ON) == null ? null : Boolean.TRUE,
                day(known.get(STARTED_ON)),
                null);
    }

    /** Of these the assessment knows two; the rest shows in the course itself. */
    private CourseDetails details(CaseId caseId) {
        Map<StatusFact, String> assessed = assessment.known(caseId);
        LocalDate studies = day(assessed.get(StatusFact.STUDIES_FROM));
        Integer children = number(assessed.get(StatusFact.CHILDREN_IN_HOUSEHOLD));
        return new CourseDetails(
                null,
                null,
                null,
                null,
                null,
                null,
                children == null ? 0 : children,
                studies != null && !studies.isAfter(BusinessCalendar.today(clock)),
                places.movedOn(caseId));
    }

    private AttendanceFacts attendance(ReferralId id) {
        Map<String, String> known = referrals.facts(id);
        LocalDate today = BusinessCalendar.today(clock);
        LocalDate seenOn = day(known.get(ATTENDANCE_SEEN_ON));
        return new AttendanceFacts(
                today,
                seenOn == null ? today : seenOn,
                day(known.get(STARTED_ON)),
                referrals.toldOn(id, STARTED_ON).orElse(null),
                number(known.get(COURSE_DAYS)),
                number(known.get(MISSED_DAYS)),
                day(known.get(LAST_REACHED_ON)),
                day(known.get(STARTS_ON)),
                yesNo(known.get(NO_SHOW)));
    }

    /** Whether the rules see a drop-out coming. */
    public boolean dropOutLooms(ReferralId id) {
        return decide(referrals.get(id)).findings().stream()
                .anyMatch(f -> f.value("flag").filter("ABBRUCH_RISIKO"::equals).isPresent());
    }

    private static @Nullable Integer number(@Nullable String value) {
        return value == null ? null : Integer.valueOf(value);
    }

    private static Set<String> refusedDoors(Map<String, String> known) {
        return Arrays.stream(known.getOrDefault(REFUSED_DOORS, "").split(",", -1))
                .filter(door -> !door.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    // ---- the way into the course ----------------------------------------------------------------------------

    /** Asks the rules for a way and keeps the decision. */
    @Transactional
    public void propose(ReferralId id) {
        Referral referral = referrals.get(id);
        referrals.keep(id, DOOR, "", clock.instant(), actors.currentId());
        decisions.store(referral.caseId(), decide(referral));
    }

    /** The way the rules proposed last, or null. */
    public @Nullable CourseDoor proposed(ReferralId id) {
        return proposal(id)
                .flatMap(f -> f.value("door"))
                .map(CourseDoor::valueOf)
                .orElse(null);
    }

    /** The proposal in one sentence, German. */
    public String proposalText(ReferralId id) {
        return proposal(id).flatMap(f -> f.value("title")).orElse("Kein Vorschlag: Es fehlen Angaben.");
    }

    /** Every finding with its paragraph, German markdown. */
    public String why(ReferralId id) {
        return decision(id).map(d -> DecisionText.explain(d.decision())).orElse("");
    }

    private Optional<LoggedDecision> decision(ReferralId id) {
        return decisions.latest(referrals.get(id).caseId(), RuleSet.LANGUAGE_COURSE);
    }

    private Optional<Finding> proposal(ReferralId id) {
        return decision(id).flatMap(logged -> doorFinding(logged.decision()));
    }

    private static Optional<Finding> doorFinding(Decision decision) {
        return decision.findings().stream()
                .filter(f -> f.kind().equals(FindingKind.COURSE_DOOR))
                .findFirst();
    }

    /**
     * A person decides on the way.
     *
     * @param reason why otherwise than proposed; empty if it is the proposal
     */
    @Transactional
    public void choose(ReferralId id, CourseDoor door, String reason) {
        Referral referral = referrals.get(id);
        decision(id).ifPresent(logged -> {
            String proposal =
                    doorFinding(logged.decision()).flatMap(f -> f.value("door")).orElse("");
            LoggedDecision.Outcome outcome = door == CourseDoor.ANGABEN_FALSCH
                    ? LoggedDecision.Outcome.FACTS_WRONG
                    : door.name().equals(proposal)
                            ? LoggedDecision.Outcome.CONFIRMED
                            : LoggedDecision.Outcome.OVERRIDDEN;
            decisions.review(
                    referral.caseId(),
                    logged.id(),
                    doorFinding(logged.decision()).map(Finding::ruleId).orElse("language-course.door"),
                    outcome,
                    proposal,
                    door.name(),
                    reason);
        });
        referrals.keep(id, DOOR, door.name(), clock.instant(), actors.currentId());
    }

    /**
     * Whether the office confirmed the right to take part. Only who has said no is not asked again: a step that was not needed or
     * taken back refuses nothing.
     */
    @Transactional
    public boolean admitted(ReferralId id) {
        Optional<Handover> admission = referrals.lastStep(id, "S1").map(s -> handovers.get(s.handover()));
        boolean admitted =
                admission.filter(h -> h.state() == HandoverState.COMPLETED).isPresent();
        Optional<Handover> asked = admitted ? admission : shared.takenOver(referrals.get(id), "S1");
        if (asked.isPresent()) {
            asked.map(Handover::outcomeOn)
                    .ifPresent(on ->
                            referrals.keep(id, CERTIFICATE_ON, on.toString(), clock.instant(), actors.currentId()));
            return true;
        }
        if (admission.map(Handover::declinedAt).isPresent()) {
            refused(id);
        }
        return false;
    }

    private void refused(ReferralId id) {
        Map<String, String> known = referrals.facts(id);
        String door = known.get(DOOR);
        if (door != null) {
            Set<String> refused = refusedDoors(known);
            refused.add(door);
            keep(id, Map.of(REFUSED_DOORS, String.join(",", refused)));
        }
    }

    /** The certificate that was counted on is not to be had: another way is looked for. */
    @Transactional
    public void noCertificate(ReferralId id) {
        if (shared.declinedInTheChange(referrals.get(id), "S1")) {
            refused(id);
        }
        keep(id, Map.of(CERTIFICATE_ON, "", CERTIFICATE_UNTIL, "", CERTIFICATE_SEEN_ON, "", OBLIGED, ""));
    }

    /** A certificate that exists already: from now on the way it was confirmed counts, and its own days. */
    @Transactional
    public void certificateExists(ReferralId id, CourseDoor kind) {
        keep(
                id,
                Map.of(
                        DOOR,
                        kind.name(),
                        CERTIFICATE_SEEN_ON,
                        BusinessCalendar.today(clock).toString()));
    }

    /** Whether the person's certificate is still to be entered because it exists already. */
    public boolean certificateExists(ReferralId id) {
        return CourseDoor.VORHANDEN.name().equals(referrals.facts(id).get(DOOR));
    }

    // ---- dates and texts ------------------------------------------------------------------------------------

    /** A deadline the rules derive today, for example {@code startBy}. */
    public Optional<LocalDate> deadline(ReferralId id, String name) {
        return deadlineFinding(id, name).flatMap(f -> f.date(name));
    }

    private Optional<Finding> deadlineFinding(ReferralId id, String name) {
        return decide(referrals.get(id)).findings().stream()
                .filter(f ->
                        f.kind().equals(FindingKind.DEADLINE) && f.date(name).isPresent())
                .findFirst();
    }

    /** What is lost if the course has not begun by {@link #LAPSES}, German with its paragraph; empty text if there is no such day. */
    public String lapseText(ReferralId id) {
        return deadlineFinding(id, LAPSES)
                .map(f -> "%s%s"
                        .formatted(
                                f.reason(),
                                f.legalBasis() == null
                                        ? ""
                                        : " (" + f.legalBasis().citation() + ")"))
                .orElse("");
    }

    /** The deadlines and warnings of today, German markdown; empty text if there are none. */
    public String deadlinesText(ReferralId id) {
        Set<String> over = referrals.facts(id).containsKey(CERTIFICATE_ON) ? BEFORE_THE_CERTIFICATE : FREEZE;
        return decide(referrals.get(id)).findings().stream()
                .filter(f -> f.kind().equals(FindingKind.DEADLINE)
                        || f.value("flag").filter(flag -> !over.contains(flag)).isPresent())
                .sorted(Comparator.comparing(f -> f.dates().values().stream()
                        .min(Comparator.naturalOrder())
                        .orElse(LocalDate.MIN)))
                .map(f -> "- " + f.reason()
                        + f.dates().entrySet().stream()
                                .sorted(Map.Entry.comparingByValue())
                                .map(day -> " " + WHAT_FOR.getOrDefault(day.getKey(), "") + "**"
                                        + BusinessCalendar.german(day.getValue()) + "**")
                                .collect(Collectors.joining(","))
                        + (f.legalBasis() == null ? "" : " (" + f.legalBasis().citation() + ")"))
                .collect(Collectors.joining("\n"));
    }

    /** The kind of course the rules propose, or null. */
    public @Nullable String proposedKind(ReferralId id) {
        if (vocational(id)) {
            return CourseDoor.BERUFSSPRACHKURS.name();
        }
        return decide(referrals.get(id)).findings().stream()
                .filter(f -> f.kind().equals(FindingKind.COURSE_KIND))
                .flatMap(f -> f.value("kind").stream())
                .findFirst()
                .orElse(local(id) ? CourseDoor.KOMMUNAL.name() : null);
    }

    private boolean local(ReferralId id) {
        return CourseDoor.KOMMUNAL.name().equals(referrals.facts(id).get(DOOR));
    }

    /** Where the course runs that was brought in with the case; empty for every other one. */
    public Optional<String> providerBefore(ReferralId id) {
        return before(id).map(RunningElsewhere.Running::where).filter(where -> !where.isEmpty());
    }

    private Optional<RunningElsewhere.Running> before(ReferralId id) {
        return running.of(referrals.get(id).caseId()).stream()
                .filter(r -> r.kind() == AgreedReferral.LANGUAGE_COURSE)
                .findFirst();
    }

    /** Where the referral stands: steps with offices and dates, German markdown. */
    public String statusText(ReferralId id) {
        Map<String, String> known = known(id);
        StringBuilder text = new StringBuilder();
        line(text, "Lief schon vor Lotse", before(id).map(r -> Markdown.escape(r.text())));
        line(
                text,
                "Weg",
                Optional.ofNullable(constant(CourseDoor.class, known.get(DOOR))).map(CourseDoor::label));
        line(text, "Bestätigung vom", date(known.get(CERTIFICATE_ON)));
        line(text, "gültig bis", date(known.get(CERTIFICATE_UNTIL)));
        if (known.containsKey(REGISTERED_ON)) {
            line(text, "Kursträger", Optional.ofNullable(known.get(PROVIDER)).map(Markdown::escape));
        }
        line(text, "Angemeldet am", date(known.get(REGISTERED_ON)));
        Optional<String> started = date(known.get(STARTED_ON));
        line(text, "Kurs begonnen am", started);
        if (started.isEmpty()) {
            line(text, "Kursbeginn geplant am", date(known.get(STARTS_ON)));
        }
        for (ReferralRecords.Step step : referrals.steps(id)) {
            Handover handover = handovers.get(step.handover());
            if (handover.begunAt() != null) {
                text.append("- ").append(handover.title());
                Optional.ofNullable(handover.receiverOffice())
                        .filter(office -> !handover.ownStep())
                        .flatMap(directory::office)
                        .ifPresent(office -> text.append(" (")
                                .append(Markdown.escape(office.label()))
                                .append(')'));
                text.append(": ").append(Markdown.escape(handovers.stand(handover)));
                Optional.ofNullable(handover.outcomeOn())
                        .ifPresent(on -> text.append(", ").append(BusinessCalendar.german(on)));
                text.append('\n');
            }
        }
        text.append(shared.text(referrals.get(id)));
        return text.toString().strip();
    }

    private static void line(StringBuilder text, String label, Optional<String> value) {
        value.ifPresent(
                v -> text.append("- ").append(label).append(": ").append(v).append('\n'));
    }

    private static Optional<String> date(@Nullable String iso) {
        return Optional.ofNullable(day(iso)).map(BusinessCalendar::german);
    }

    static @Nullable LocalDate day(@Nullable String iso) {
        return iso == null || iso.isEmpty() ? null : LocalDate.parse(iso);
    }

    private static @Nullable Boolean yesNo(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Boolean.valueOf(text);
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
