package org.kimlotse.transition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.PlaceOfResidence;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.casefile.Persons;
import org.kimlotse.consent.Consents;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.handover.HandoverPlan;
import org.kimlotse.handover.OutcomeDay;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.transition.facts.TransitionFacts;
import org.springframework.stereotype.Component;

/** Asks the rules which steps a change of benefit law needs, and turns their findings into handovers to be made. */
@Component
class HopPlanner {

    private static final String OWN = "OWN";

    /**
     * What the rules want.
     *
     * @param hops one plan per step, those that are not needed included
     * @param closeDue by when every step should have ended (H14), or null
     */
    record Plan(Decision decision, Map<Hop, HandoverPlan> hops, @Nullable LocalDate closeDue) {}

    private final Persons persons;
    private final Assessment assessment;
    private final BenefitLawAssessment benefitLaw;
    private final Consents consents;
    private final Directory directory;
    private final PlaceOfResidence places;
    private final RuleBook rules;
    private final Clock clock;

    HopPlanner(
            Persons persons,
            Assessment assessment,
            BenefitLawAssessment benefitLaw,
            Consents consents,
            Directory directory,
            PlaceOfResidence places,
            RuleBook rules,
            Clock clock) {
        this.persons = persons;
        this.assessment = assessment;
        this.benefitLaw = benefitLaw;
        this.consents = consents;
        this.directory = directory;
        this.places = places;
        this.rules = rules;
        this.clock = clock;
    }

    /** A change is complete enough to be planned if law and all three days are known. */
    static boolean canPlan(BenefitLaw law) {
        return law.changes() && law.law() != null && law.until() != null && law.from() != null && law.trigger() != null;
    }

    /**
     * @param transitionId part of the handovers' keys
     * @param tried facts as they would be, for a trial; empty: as they stand
     * @throws IllegalArgumentException if the change cannot be planned, see {@link #canPlan}
     */
    Plan plan(CaseId caseId, UUID transitionId, BenefitLaw law, Map<StatusFact, String> tried) {
        Rechtskreis newLaw = law.law();
        LocalDate trigger = law.trigger();
        LocalDate until = law.until();
        LocalDate from = law.from();
        if (!law.changes() || newLaw == null || trigger == null || until == null || from == null) {
            throw new IllegalArgumentException("no change of benefit law to plan in case " + caseId);
        }
        LocalDate today = BusinessCalendar.today(clock);
        Map<StatusFact, String> known = known(caseId, tried);
        Integer children = children(caseId, known, today);
        LocalDate kindergeld = kindergeldApplication(caseId, tried, children);
        TransitionFacts facts = facts(caseId, known, newLaw, trigger, until, from, today, children, kindergeld);
        Decision decision = rules.decide(RuleSet.TRANSITION_HOPS, List.of(facts), clock.instant());
        Map<String, Finding> findings = new LinkedHashMap<>();
        decision.findings().stream()
                .filter(f -> f.kind().equals(FindingKind.HOP) || f.kind().equals(FindingKind.HOP_NOT_NEEDED))
                .forEach(f -> f.value("hop").ifPresent(hop -> findings.put(hop, f)));
        Map<Hop, HandoverPlan> plans = new EnumMap<>(Hop.class);
        for (Hop hop : Hop.values()) {
            Finding finding = findings.get(hop.name());
            String key = transitionId + ":" + hop;
            plans.put(
                    hop,
                    finding == null || finding.kind().equals(FindingKind.HOP_NOT_NEEDED)
                            ? notNeeded(caseId, key, hop, finding, decision)
                            : needed(caseId, key, hop, finding, decision, known, today, until));
        }
        LocalDate closeDue = Optional.ofNullable(findings.get("H14"))
                .flatMap(f -> f.date("due"))
                .orElse(null);
        return new Plan(decision, plans, closeDue);
    }

    private HandoverPlan needed(
            CaseId caseId,
            String key,
            Hop hop,
            Finding finding,
            Decision decision,
            Map<StatusFact, String> known,
            LocalDate today,
            LocalDate oldLawUntil) {
        OfficeKind kind = finding.value("receiverKind").map(OfficeKind::valueOf).orElseThrow();
        LocalDate day = finding.value("officeOn").map(LocalDate::parse).orElse(today);
        Municipality place = places.on(caseId, day, known);
        Optional<Office> receiver =
                directory.competent(kind, place, day).or(() -> directory.competent(kind, place, today));
        boolean own = kind == OfficeKind.KIM
                || finding.value("path").filter(OWN::equals).isPresent()
                || receiver.isEmpty();
        Office office = receiver.orElseGet(() -> directory
                .competent(OfficeKind.KIM, place, today)
                .orElseThrow(() -> new IllegalStateException("no own team for " + place)));
        String reason = receiver.isPresent()
                ? finding.reason()
                : finding.reason()
                        + " Im Verzeichnis steht für %s keine Stelle der Art „%s“: bitte klären."
                                .formatted(place.label(), kind.label());
        return new HandoverPlan(
                caseId,
                key,
                hop.name(),
                finding.value("purpose").orElse("BENEFIT_TRANSITION"),
                finding.value("title").orElse(hop.name()),
                reason,
                hop.outcomeHint(),
                finding.legalBasis() == null ? null : finding.legalBasis().citation(),
                finding.ruleId(),
                decision.ruleSetVersion(),
                true,
                own,
                office.code(),
                finding.date("due").orElse(null),
                finding.derivations().stream().filter(line -> !line.isBlank()).collect(Collectors.joining("; ")),
                finding.date("hard").orElse(null),
                own ? Set.of() : categories(finding),
                // The case management passes on by consent only: § 71 Abs. 2a and § 69 SGB X, § 11 Abs. 3 AsylbLG let
                // offices tell each other, and it is none of them.
                null,
                hop.outcomeDay() == OutcomeDay.BENEFIT_ENDS ? oldLawUntil : null,
                hop.outcomeDay());
    }

    private static Set<String> categories(Finding finding) {
        return DataCategory.parse(finding.value("dataCategories").orElse("")).stream()
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static HandoverPlan notNeeded(
            CaseId caseId, String key, Hop hop, @Nullable Finding finding, Decision decision) {
        return new HandoverPlan(
                caseId,
                key,
                hop.name(),
                "BENEFIT_TRANSITION",
                finding == null ? hop.name() : finding.value("title").orElse(hop.name()),
                finding == null ? "Die Regeln sehen diesen Schritt nicht vor." : finding.reason(),
                hop.outcomeHint(),
                null,
                finding == null ? null : finding.ruleId(),
                decision.ruleSetVersion(),
                false,
                false,
                null,
                null,
                "",
                null,
                Set.of(),
                null,
                null,
                hop.outcomeDay());
    }

    private TransitionFacts facts(
            CaseId caseId,
            Map<StatusFact, String> known,
            Rechtskreis newLaw,
            LocalDate trigger,
            LocalDate until,
            LocalDate from,
            LocalDate today,
            @Nullable Integer children,
            @Nullable LocalDate kindergeldApplication) {
        Optional<ResidenceStatus> status =
                fact(known, StatusFact.RESIDENCE_STATUS.key()).map(ResidenceStatus::valueOf);
        return new TransitionFacts(
                newLaw,
                trigger,
                until,
                from,
                titleIssuedOn(known, today),
                status.map(HopPlanner::courseRight).orElse(null),
                status.map(HopPlanner::residenceRule).orElse(null),
                children,
                sharedAccommodation(known),
                consentedKinds(caseId, today),
                null,
                persons.client(caseId).birthDate(),
                fact(known, StatusFact.EMPLOYABLE.key()).map(Boolean::valueOf).orElse(null),
                null,
                null,
                fact(known, StatusFact.BENEFIT_NOW.key())
                        .map(Rechtskreis::valueOf)
                        .orElse(null),
                kindergeldApplication);
    }

    /** Whether there are children may not be known; the last day counts as if there were one. */
    private @Nullable LocalDate kindergeldApplication(
            CaseId caseId, Map<StatusFact, String> tried, @Nullable Integer children) {
        Map<StatusFact, String> asked = new EnumMap<>(StatusFact.class);
        asked.putAll(tried);
        asked.put(StatusFact.CHILDREN_IN_HOUSEHOLD, String.valueOf(children == null ? 1 : children));
        return benefitLaw.kindergeldApplication(caseId, asked).orElse(null);
    }

    private Map<StatusFact, String> known(CaseId caseId, Map<StatusFact, String> tried) {
        Map<StatusFact, String> known = new EnumMap<>(StatusFact.class);
        known.putAll(assessment.known(caseId));
        known.putAll(tried);
        known.values().removeIf(String::isEmpty);
        return known;
    }

    private static @Nullable LocalDate titleIssuedOn(Map<StatusFact, String> known, LocalDate today) {
        if (StatusFact.TitleKind.NONE.name().equals(known.get(StatusFact.TITLE_KIND))
                || StatusFact.TitleKind.FIKTION.name().equals(known.get(StatusFact.TITLE_KIND))) {
            return null;
        }
        String day = known.get(StatusFact.TITLE_ISSUED_ON);
        LocalDate issued = day == null || day.isEmpty() ? null : LocalDate.parse(day);
        return issued == null || issued.isAfter(today) ? null : issued;
    }

    /** § 44 Abs. 1 AufenthG names § 23 Abs. 2 and 4, § 25 Abs. 1, 2 and 4a S. 3 and § 25b, not § 22, § 24 nor § 25 Abs. 3. */
    private static @Nullable Boolean courseRight(ResidenceStatus status) {
        return switch (status) {
            case RECOGNISED, SUBSIDIARY, TITLE_25B, RESETTLEMENT_TITLE, VICTIM_TITLE -> Boolean.TRUE;
            case DEPORTATION_BAN, TITLE_24, TITLE_25_5, TITLE_25A, TITLE_104C, ADMISSION_TITLE -> Boolean.FALSE;
            default -> null;
        };
    }

    /** § 12a Abs. 1 S. 1 AufenthG: asylum, refugee status, subsidiary protection, §§ 22, 23, 24, § 25 Abs. 3. */
    private static @Nullable Boolean residenceRule(ResidenceStatus status) {
        return switch (status) {
            case RECOGNISED,
                    SUBSIDIARY,
                    DEPORTATION_BAN,
                    TITLE_24,
                    TITLE_23_1_WAR,
                    RESETTLEMENT_TITLE,
                    ADMISSION_TITLE -> Boolean.TRUE;
            case TITLE_25_5, TITLE_25A, TITLE_25B, TITLE_104C -> Boolean.FALSE;
            default -> null;
        };
    }

    private @Nullable Integer children(CaseId caseId, Map<StatusFact, String> known, LocalDate today) {
        Optional<String> told = fact(known, "childrenInHousehold");
        if (told.isPresent()) {
            return Integer.valueOf(told.get());
        }
        return persons.minorsInHousehold(caseId, today).orElse(null);
    }

    private static @Nullable Boolean sharedAccommodation(Map<StatusFact, String> known) {
        return fact(known, "sharedAccommodation").map(Boolean::valueOf).orElse(null);
    }

    private static Optional<String> fact(Map<StatusFact, String> known, String key) {
        return StatusFact.ofKey(key).map(known::get).filter(value -> !value.isEmpty());
    }

    private Set<String> consentedKinds(CaseId caseId, LocalDate today) {
        return consents.recipientsOn(caseId, today).stream()
                .flatMap(code -> directory.office(code).stream())
                .map(office -> office.kind().name())
                .collect(Collectors.toUnmodifiableSet());
    }
}
