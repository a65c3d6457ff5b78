package org.kimlotse.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.assessment.facts.AgeQuestion;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casefile.Persons;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.goals.ReferralProposals;
import org.kimlotse.intake.FirstContact;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.referral.facts.NeedFacts;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.stereotype.Component;

/** From the needs of a person to the ways that could help, before anything is agreed. Saves nothing. */
@Component
class ReferralRouting implements ReferralProposals {

    private final IntakeManagement intake;
    private final Assessment assessment;
    private final BenefitLawAssessment benefitLaw;
    private final Cases cases;
    private final Persons persons;
    private final Compartment compartment;
    private final Directory directory;
    private final RuleBook rules;
    private final Clock clock;

    ReferralRouting(
            IntakeManagement intake,
            Assessment assessment,
            BenefitLawAssessment benefitLaw,
            Cases cases,
            Persons persons,
            Compartment compartment,
            Directory directory,
            RuleBook rules,
            Clock clock) {
        this.intake = intake;
        this.assessment = assessment;
        this.benefitLaw = benefitLaw;
        this.cases = cases;
        this.persons = persons;
        this.compartment = compartment;
        this.directory = directory;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public String text(CaseId caseId) {
        Set<String> needs = intake.needs(caseId).map(FirstContact.Needs::areas).orElse(Set.of()).stream()
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
        if (needs.isEmpty()) {
            return "";
        }
        LocalDate today = BusinessCalendar.today(clock);
        Optional<BenefitLaw> change = benefitLaw.current(caseId).filter(l -> l.changes() && l.law() != null);
        String now = assessment.known(caseId).getOrDefault(StatusFact.BENEFIT_NOW, "");
        Rechtskreis benefit = change.map(BenefitLaw::law).orElse(now.isEmpty() ? null : Rechtskreis.valueOf(now));
        Decision decision = rules.decide(
                RuleSet.REFERRAL_ROUTING,
                List.of(new NeedFacts(today, needs, benefit, change.isPresent(), overAgeLimit(caseId, today))),
                clock.instant());
        Municipality place = Optional.ofNullable(assessment.known(caseId).get(StatusFact.ASSIGNMENT_MUNICIPALITY))
                .flatMap(Municipality::find)
                .orElse(cases.get(caseId).municipality());
        boolean inside = compartment.open(caseId);
        return decision.findings().stream()
                .filter(f -> f.kind().equals(FindingKind.REFERRAL_ROUTE))
                .filter(f -> !f.confidential() || inside)
                .sorted(Comparator.comparing(
                        f -> Integer.valueOf(f.value("rank").orElse("99"))))
                .map(f -> line(f, place, today))
                .collect(Collectors.joining("\n"));
    }

    private boolean overAgeLimit(CaseId caseId, LocalDate today) {
        LocalDate born = persons.client(caseId).birthDate();
        return born != null
                && rules.decide(RuleSet.BENEFIT_LAW, List.of(new AgeQuestion(today, born)), clock.instant())
                        .ofKind(FindingKind.AGE_LIMIT_REACHED)
                        .findAny()
                        .isPresent();
    }

    private String line(Finding finding, Municipality place, LocalDate today) {
        String office = finding.value("receiverKind")
                .map(OfficeKind::valueOf)
                .flatMap(kind -> directory.competent(kind, place, today))
                .map(Office::label)
                .map(label -> " → " + label)
                .orElse("");
        // The office of a confidential way would say what it is about.
        return "- **" + finding.value("title").orElse("") + "**" + (finding.confidential() ? "" : office)
                + finding.date("due")
                        .map(day -> ", möglichst bis " + BusinessCalendar.german(day))
                        .orElse("")
                + ": " + finding.reason()
                + (finding.legalBasis() == null
                        ? ""
                        : " (" + finding.legalBasis().citation() + ")");
    }
}
