package org.kimlotse.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.handover.DataField;
import org.kimlotse.handover.DataPackageSource;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.referral.facts.WorkFacts;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The way into work: first talk, Kooperationsplan, recognition, until somebody works or learns. */
@Component
@Order(25)
public class WorkReferral implements ReferralRules, DataPackageSource {

    /** Keys of what is kept, as in the forms. */
    public static final String EDUCATION = "workEducation";

    public static final String EXPERIENCE = "workExperience";
    public static final String GOAL = "workGoal";
    public static final String OFFER = "workOffer";
    public static final String TALK_ON = "talkOn";
    public static final String ANALYSED = "potentialAnalysed";
    public static final String RECOGNITION = "recognitionWished";
    public static final String TALK_MISSED = "talkMissed";
    public static final String PLAN_ASK_ON = "planAskOn";
    public static final String PLAN_ON = "planOn";
    public static final String PLAN_HAS_COURSE = "planHasCourse";
    public static final String WORK_KIND = "workKind";
    public static final String STARTS_ON = "workStartsOn";
    public static final String COVERS_NEED = "workCoversNeed";
    public static final String PERMIT = "workPermit";

    private static final Map<String, String> EDUCATIONS = Map.of(
            "NONE", "keiner",
            "SCHOOL", "Schulabschluss",
            "VOCATIONAL", "Berufsausbildung",
            "UNIVERSITY", "Studium",
            "UNKNOWN", "nicht bekannt");

    private static final Map<String, String> PERMITS = Map.of(
            "ALLOWED", "erlaubt",
            "PERMISSION", "nur mit Erlaubnis der Ausländerbehörde",
            "FORBIDDEN", "nicht gestattet");

    private final ReferralRecords referrals;
    private final Handovers handovers;
    private final Assessment assessment;
    private final BenefitLawAssessment benefitLaw;
    private final SharedSteps shared;
    private final RuleBook rules;
    private final DecisionLog decisions;
    private final Actors actors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WorkReferral(
            ReferralRecords referrals,
            Handovers handovers,
            Assessment assessment,
            BenefitLawAssessment benefitLaw,
            SharedSteps shared,
            RuleBook rules,
            DecisionLog decisions,
            Actors actors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.referrals = referrals;
        this.handovers = handovers;
        this.assessment = assessment;
        this.benefitLaw = benefitLaw;
        this.shared = shared;
        this.rules = rules;
        this.decisions = decisions;
        this.actors = actors;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ReferralKind kind() {
        return ReferralKind.JOBCENTER;
    }

    @Override
    public String purpose() {
        return "WORK";
    }

    @Override
    public Decision decide(Referral referral) {
        return rules.decide(RuleSet.JOBCENTER_REFERRAL, List.of(facts(referral)), clock.instant());
    }

    private WorkFacts facts(Referral referral) {
        CaseId caseId = referral.caseId();
        Map<String, String> known = referrals.facts(referral.id());
        LocalDate today = BusinessCalendar.today(clock);
        Optional<BenefitLaw> change = benefitLaw.current(caseId).filter(l -> l.changes() && l.law() != null);
        String now = assessment.known(caseId).getOrDefault(StatusFact.BENEFIT_NOW, "");
        LocalDate from =
                change.map(BenefitLaw::from).filter(day -> day.isAfter(today)).orElse(null);
        return new WorkFacts(
                today,
                change.map(BenefitLaw::law).orElse(now.isEmpty() ? null : Rechtskreis.valueOf(now)),
                from,
                yesNo(known.get(RECOGNITION)),
                level(caseId),
                day(known.get(TALK_ON)),
                day(known.get(PLAN_ON)),
                yesNo(known.get(PLAN_HAS_COURSE)),
                yesNo(known.get(TALK_MISSED)),
                null,
                Set.of(),
                now.isEmpty() ? null : Rechtskreis.valueOf(now),
                day(known.get(STARTS_ON)),
                permitAsked(caseId),
                known.get(PERMIT));
    }

    /** Without a title somebody may work only if that was allowed (§ 4a Abs. 4 AufenthG). */
    public boolean permitAsked(CaseId caseId) {
        return Optional.ofNullable(assessment.known(caseId).get(StatusFact.RESIDENCE_STATUS))
                .filter(status -> !status.isEmpty())
                .map(ResidenceStatus::valueOf)
                .filter(status -> StatusFacts.with(status).build().isToleratedOrSeeking())
                .isPresent();
    }

    /** Whether the law that pays knows a Kooperationsplan. */
    public boolean hasPlan(ReferralId id) {
        return decide(referrals.get(id)).findings().stream()
                .anyMatch(f -> f.kind().equals(FindingKind.REFERRAL_STEP)
                        && f.value("step").filter("J2"::equals).isPresent());
    }

    /** What the language course found out, if there is one. */
    private @Nullable Boolean level(CaseId caseId) {
        return referrals.of(caseId).stream()
                .filter(r -> r.kind() == ReferralKind.LANGUAGE_COURSE)
                .map(r -> referrals.facts(r.id()).get(LanguageCourse.LEVEL))
                .filter(level -> level != null && !level.isEmpty())
                .findFirst()
                .map(level -> GermanLevel.valueOf(level).compareTo(GermanLevel.B1) < 0)
                .orElse(null);
    }

    public Map<String, String> known(ReferralId id) {
        return referrals.facts(id);
    }

    /** Keeps facts by key; empty text forgets one. */
    @Transactional
    public void keep(ReferralId id, Map<String, String> facts) {
        facts.forEach((key, value) -> referrals.keep(id, key, value, clock.instant(), actors.currentId()));
    }

    /**
     * Whether the office named a day for the first talk, or the change of benefit law is asking for one; the day is kept, and
     * with it what the rules say today.
     */
    @Transactional
    public boolean talkConfirmed(ReferralId id) {
        Referral referral = referrals.get(id);
        Optional<Handover> asked = referrals
                .lastStep(id, "J1")
                .map(s -> handovers.get(s.handover()))
                .filter(h -> h.state() == HandoverState.COMPLETED)
                .or(() -> shared.takenOver(referral, "J1"));
        asked.map(Handover::outcomeOn).ifPresent(day -> keep(id, Map.of(TALK_ON, day.toString(), TALK_MISSED, "")));
        decisions.store(referral.caseId(), decide(referral));
        return asked.isPresent();
    }

    /** The day of the first talk; if the change of benefit law still asks for it, by when there should be one. */
    public Optional<LocalDate> talkDay(ReferralId id) {
        return Optional.ofNullable(day(referrals.facts(id).get(TALK_ON)))
                .or(() -> shared.takenOver(referrals.get(id), "J1").flatMap(Handover::due));
    }

    /** The day on which somebody wants to ask for the plan again. */
    public Optional<LocalDate> planAskedOn(ReferralId id) {
        return Optional.ofNullable(day(referrals.facts(id).get(PLAN_ASK_ON)));
    }

    /** The talk is on another day. */
    @Transactional
    public void talkMoved(ReferralId id, LocalDate to) {
        keep(id, Map.of(TALK_ON, to.toString()));
    }

    /** Nobody came: there is no talk, and whether there was a good reason is what the office will ask. */
    @Transactional
    public void talkMissed(ReferralId id, boolean excused) {
        keep(id, Map.of(TALK_ON, "", TALK_MISSED, String.valueOf(!excused)));
    }

    /** A plan with a language course, and nobody has agreed on the way into one: the case has to know. */
    @Transactional
    public void planMade(ReferralId id) {
        Referral referral = referrals.get(id);
        if (Boolean.TRUE.equals(yesNo(referrals.facts(id).get(PLAN_HAS_COURSE)))
                && referrals
                        .open(referral.caseId(), ReferralKind.LANGUAGE_COURSE)
                        .isEmpty()) {
            events.publishEvent(
                    new ReferralNews(
                            referral.caseId(),
                            false,
                            "Der Kooperationsplan sieht einen Sprachkurs vor; eine Vermittlung in einen Sprachkurs läuft nicht."));
        }
    }

    /** Whatever it pays, income changes the benefit, and the assessment knows from when. */
    @Transactional
    public void workFound(ReferralId id) {
        Map<String, String> known = referrals.facts(id);
        CaseId caseId = referrals.get(id).caseId();
        String startsOn = known.getOrDefault(STARTS_ON, "");
        if (!startsOn.isEmpty() && !assessment.known(caseId).containsKey(StatusFact.WORKS_SINCE)) {
            assessment.record(caseId, Map.of(StatusFact.WORKS_SINCE, startsOn), "referral");
        }
        events.publishEvent(new ReferralNews(
                caseId,
                true,
                work(known)
                        + (Boolean.TRUE.equals(yesNo(known.get(COVERS_NEED)))
                                ? "; das Einkommen reicht voraussichtlich zum Leben"
                                : "; das Einkommen reicht voraussichtlich nicht zum Leben")));
    }

    private static String work(Map<String, String> known) {
        return WorkKind.valueOf(known.getOrDefault(WORK_KIND, "")).label()
                + Optional.ofNullable(day(known.get(STARTS_ON)))
                        .map(day -> " ab " + BusinessCalendar.german(day))
                        .orElse("");
    }

    /** A deadline the rules derive today, for example {@code reviewBy}. */
    public Optional<LocalDate> deadline(ReferralId id, String name) {
        return decide(referrals.get(id)).findings().stream()
                .filter(f -> f.kind().equals(FindingKind.DEADLINE))
                .flatMap(f -> f.date(name).stream())
                .findFirst();
    }

    /** German markdown; empty text if there are none. */
    public String deadlinesText(ReferralId id) {
        return decide(referrals.get(id)).findings().stream()
                .filter(f -> f.kind().equals(FindingKind.DEADLINE)
                        || f.kind().equals(FindingKind.REJECTED)
                        || f.kind().equals(FindingKind.FLAG))
                .map(f -> "- " + f.reason()
                        + f.dates().values().stream()
                                .map(day -> " **" + BusinessCalendar.german(day) + "**")
                                .collect(Collectors.joining())
                        + (f.legalBasis() == null ? "" : " (" + f.legalBasis().citation() + ")"))
                .collect(Collectors.joining("\n"));
    }

    /** Where the referral stands, German markdown. */
    public String statusText(ReferralId id) {
        Map<String, String> known = known(id);
        StringBuilder text = new StringBuilder();
        line(text, "Erstes Gespräch", day(known.get(TALK_ON)));
        if ("false".equals(known.get(ANALYSED))) {
            text.append("- Potenzialanalyse: noch nicht gemacht")
                    .append(hasPlan(id) ? "; der Plan baut auf ihr auf\n" : "\n");
        }
        String missed = known.get(TALK_MISSED);
        if (missed != null) {
            text.append(
                    missed.equals("true")
                            ? "- Zum Gespräch ist die Person nicht erschienen; ein Grund ist nicht bekannt\n"
                            : "- Das Gespräch fand nicht statt; es gab einen wichtigen Grund, oder es wurde abgesagt\n");
        }
        line(text, "Kooperationsplan vom", day(known.get(PLAN_ON)));
        line(text, "Nach dem Plan wieder gefragt am", day(known.get(PLAN_ASK_ON)));
        for (ReferralRecords.Step step : referrals.steps(id)) {
            Handover handover = handovers.get(step.handover());
            if (handover.begunAt() != null) {
                text.append("- ")
                        .append(handover.title())
                        .append(": ")
                        .append(Markdown.escape(handovers.stand(handover)));
                Optional.ofNullable(handover.outcomeOn())
                        .ifPresent(on -> text.append(", ").append(BusinessCalendar.german(on)));
                text.append('\n');
            }
        }
        text.append(shared.text(referrals.get(id)));
        return text.toString().strip();
    }

    private static void line(StringBuilder text, String label, @Nullable LocalDate day) {
        if (day != null) {
            text.append("- ")
                    .append(label)
                    .append(": ")
                    .append(BusinessCalendar.german(day))
                    .append('\n');
        }
    }

    @Override
    public List<DataField> fields(CaseId caseId) {
        List<DataField> fields = new ArrayList<>();
        referrals.open(caseId, ReferralKind.JOBCENTER).ifPresent(referral -> {
            Map<String, String> known = referrals.facts(referral.id());
            String startsOn = known.getOrDefault(STARTS_ON, "");
            if (!startsOn.isEmpty()) {
                // Who pays needs to know of the work, and nothing of what was wished before.
                add(fields, STARTS_ON, "Aufnahme einer Erwerbstätigkeit", work(known));
                return;
            }
            add(fields, EDUCATION, "Höchster Abschluss", EDUCATIONS.get(known.getOrDefault(EDUCATION, "")));
            add(fields, EXPERIENCE, "Berufserfahrung", inWords(known.get(EXPERIENCE)));
            add(fields, GOAL, "Berufswunsch", known.get(GOAL));
            add(fields, OFFER, "Stelle in Aussicht", inWords(known.get(OFFER)));
            add(fields, PERMIT, "Beschäftigung laut Ausweis", PERMITS.get(known.getOrDefault(PERMIT, "")));
        });
        return fields;
    }

    private static void add(List<DataField> fields, String key, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.add(new DataField("WORK", key, label, value));
        }
    }

    private static @Nullable String inWords(@Nullable String yesNo) {
        return yesNo == null ? null : yesNo.equals("true") ? "ja" : "nein";
    }

    static @Nullable LocalDate day(@Nullable String iso) {
        return iso == null || iso.isEmpty() ? null : LocalDate.parse(iso);
    }

    private static @Nullable Boolean yesNo(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Boolean.valueOf(text);
    }
}
