package org.kimlotse.goals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.casefile.CaseBeginnings;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Agrees goals with the person: draft, explain, sign; a change makes a new version. */
@Service
public class GoalManagement {

    private static final int MOST_GOALS = 30;

    /** As the form says; what other programs send is measured by the same. */
    private static final int LONGEST_GOAL = 300;

    private final GoalAgreements agreements;
    private final GoalOutcomes outcomes;
    private final ShownAgreements shown;
    private final ConfidentialGoals confidential;
    private final GoalOwners owners;
    private final Compartment compartment;
    private final BenefitLawAssessment benefitLaw;
    private final Cases cases;
    private final CaseBeginnings beginnings;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    GoalManagement(
            GoalAgreements agreements,
            GoalOutcomes outcomes,
            ShownAgreements shown,
            ConfidentialGoals confidential,
            GoalOwners owners,
            Compartment compartment,
            BenefitLawAssessment benefitLaw,
            Cases cases,
            CaseBeginnings beginnings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.agreements = agreements;
        this.outcomes = outcomes;
        this.shown = shown;
        this.confidential = confidential;
        this.owners = owners;
        this.compartment = compartment;
        this.benefitLaw = benefitLaw;
        this.cases = cases;
        this.beginnings = beginnings;
        this.clock = clock;
        this.events = events;
    }

    /** What is wrong with goals, German, by field key; empty if nothing. */
    public List<Refused.Problem> problems(CaseId caseId, List<Goal> goals, Set<AgreedReferral> referrals) {
        List<Refused.Problem> problems = new ArrayList<>();
        if (goals.isEmpty()) {
            problems.add(new Refused.Problem("goals", "Bitte vereinbaren Sie mindestens ein Ziel."));
        }
        if (goals.size() > MOST_GOALS) {
            problems.add(new Refused.Problem(
                    "goals", "Es sind mehr als %d Ziele. Bitte fassen Sie zusammen.".formatted(MOST_GOALS)));
        }
        LocalDate today = BusinessCalendar.today(clock);
        Set<Goal> agreedBefore = agreements
                .inForce(caseId)
                .map(agreement -> Set.copyOf(agreement.goals()))
                .orElse(Set.of());
        for (int i = 0; i < goals.size(); i++) {
            Goal goal = goals.get(i);
            String number = "Ziel %d: ".formatted(i + 1);
            if (goal.goal().isEmpty()) {
                problems.add(new Refused.Problem("goals", number + "Bitte schreiben Sie das Ziel auf."));
            }
            if (goal.indicator().isEmpty() && !agreedBefore.contains(goal)) {
                problems.add(new Refused.Problem(
                        "goals", number + "Woran merken wir, dass es erreicht ist? Bitte schreiben Sie es auf."));
            }
            officeProblem(goal).ifPresent(text -> problems.add(new Refused.Problem("goals", number + text)));
            tooLong(number + "Das Ziel", goal.goal(), problems);
            tooLong(number + "Woran Sie merken, dass es erreicht ist,", goal.indicator(), problems);
            if (goal.dueOn().isBefore(today) && !agreedBefore.contains(goal)) {
                problems.add(new Refused.Problem(
                        "goals",
                        number
                                + "Der Termin %s liegt in der Vergangenheit."
                                        .formatted(BusinessCalendar.german(goal.dueOn()))));
            }
        }
        if (referrals.contains(AgreedReferral.TRANSITION) && !transitionExpected(caseId)) {
            problems.add(
                    new Refused.Problem(
                            "agreedReferrals",
                            "Ein Übergang lässt sich erst vereinbaren, wenn die Leistung voraussichtlich wechselt und feststeht, ab wann."));
        }
        return problems;
    }

    private Optional<String> officeProblem(Goal goal) {
        String office = goal.office();
        if (goal.owner() != Goal.Owner.OFFICE) {
            return Optional.empty();
        }
        return office == null
                ? Optional.of("Welche Stelle kümmert sich darum?")
                : owners.office(office).isPresent()
                        ? Optional.empty()
                        : Optional.of("Diese Stelle kann hier nicht stehen: Das ganze Team liest die Ziele.");
    }

    private static void tooLong(String subject, String text, List<Refused.Problem> problems) {
        if (Texts.length(text) > LONGEST_GOAL) {
            problems.add(new Refused.Problem(
                    "goals",
                    "%s ist zu lang: höchstens %d Zeichen, es sind %d."
                            .formatted(subject, LONGEST_GOAL, Texts.length(text))));
        }
    }

    /** Whether a change of benefit law is expected, with its day. */
    public boolean transitionExpected(CaseId caseId) {
        return benefitLaw
                .current(caseId)
                .filter(law -> law.changes() && law.from() != null)
                .isPresent();
    }

    /**
     * Keeps a draft. The draft that is open is replaced; after a signature a new version begins. Who may not look into the
     * health compartment does not see whether a confidential referral was agreed, and so cannot drop it by saying nothing.
     *
     * @throws Refused in German
     */
    @Transactional
    public GoalAgreement draft(CaseId caseId, List<Goal> goals, Set<AgreedReferral> referrals) {
        cases.lockOpen(caseId);
        List<Refused.Problem> problems = problems(caseId, goals, referrals);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        Optional<GoalAgreement> latest = agreements.latest(caseId);
        Set<AgreedReferral> agreed = new LinkedHashSet<>(referrals);
        if (!compartment.open(caseId)) {
            latest.stream()
                    .flatMap(before -> before.referrals().stream())
                    .filter(AgreedReferral::confidential)
                    .forEach(agreed::add);
        }
        if (latest.isPresent() && !latest.get().signed()) {
            agreements.replaceDraft(latest.get().id(), goals, agreed);
        } else {
            agreements.insertDraft(caseId, latest.map(GoalAgreement::version).orElse(0) + 1, goals, agreed);
        }
        return agreements.latest(caseId).orElseThrow();
    }

    /**
     * What is wrong with a signature, German, by field key; empty if nothing. What was signed on paper may be typed days
     * later; but nobody signs before the case was opened, nor a version before the one it follows.
     */
    public List<Refused.Problem> signatureProblems(CaseId caseId, @Nullable LocalDate signedOn) {
        if (signedOn == null) {
            return List.of(new Refused.Problem("goalsSignedOn", "Wann hat die Person unterschrieben?"));
        }
        if (signedOn.isAfter(BusinessCalendar.today(clock))) {
            return List.of(new Refused.Problem(
                    "goalsSignedOn",
                    "Der Tag der Unterschrift %s liegt in der Zukunft.".formatted(BusinessCalendar.german(signedOn))));
        }
        LocalDate began = beginnings.of(caseId);
        if (signedOn.isBefore(began)) {
            return List.of(new Refused.Problem(
                    "goalsSignedOn",
                    "Der Tag der Unterschrift %s liegt vor der Eröffnung des Falls am %s. Bitte prüfen Sie das Datum."
                            .formatted(BusinessCalendar.german(signedOn), BusinessCalendar.german(began))));
        }
        Optional<LocalDate> before = agreements.inForce(caseId).map(GoalAgreement::signedOn);
        if (before.filter(signedOn::isBefore).isPresent()) {
            return List.of(new Refused.Problem(
                    "goalsSignedOn",
                    "Der Tag der Unterschrift %s liegt vor dem der vorigen Fassung, unterschrieben am %s. Bitte prüfen Sie das Datum."
                            .formatted(BusinessCalendar.german(signedOn), BusinessCalendar.german(before.get()))));
        }
        return List.of();
    }

    /** Takes down that the draft was explained and not signed. */
    @Transactional
    public void explain(CaseId caseId, Language language, Interpreter interpreter) {
        cases.lockOpen(caseId);
        agreements.explained(requireDraft(caseId).id(), language, interpreter);
    }

    /**
     * Takes down the person's signature; from here on this version does not change.
     *
     * @param guardian who signed for a minor, empty for everybody else
     * @throws Refused in German
     */
    @Transactional
    public void sign(CaseId caseId, Language language, Interpreter interpreter, LocalDate signedOn, String guardian) {
        cases.lockOpen(caseId);
        List<Refused.Problem> problems = signatureProblems(caseId, signedOn);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        GoalAgreement draft = requireDraft(caseId);
        agreements.explained(draft.id(), language, interpreter);
        agreements.sign(draft.id(), signedOn, guardian);
        confidential.signed(caseId, draft.version());
    }

    /** Tells the others what was signed last. */
    @Transactional
    public void announce(CaseId caseId) {
        GoalAgreement signed = agreements
                .inForce(caseId)
                .orElseThrow(() -> new IllegalStateException("no signed agreement in " + caseId));
        events.publishEvent(new GoalsAgreed(
                caseId,
                signed.version(),
                Objects.requireNonNull(signed.signedOn()),
                signed.referrals(),
                signed.goals().size(),
                clock.instant()));
    }

    /** The newest version for readers, Markdown, with what changed since the last signed one. */
    public String summary(CaseId caseId) {
        Optional<GoalAgreement> latest = shown.latest(caseId);
        if (latest.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        Map<String, GoalOutcome> standing = outcomes.standing(caseId);
        int number = 1;
        for (Goal goal : latest.get().goals()) {
            GoalOutcome outcome = standing.get(goal.goal());
            text.append("%d. **%s** – %s, bis %s%s%s%n"
                    .formatted(
                            number++,
                            shown(goal.goal()),
                            Markdown.escape(owners.label(goal)),
                            BusinessCalendar.german(goal.dueOn()),
                            goal.indicator().isEmpty() ? "" : " – erreicht, wenn: " + shown(goal.indicator()),
                            outcome == null ? "" : " – **" + outcome.sentence() + "**"));
        }
        confidential
                .in(latest.get())
                .ifPresent(goal ->
                        text.append("%nVertrauliches Ziel, nur für Sie: %s%n".formatted(shown(goal.sentence()))));
        if (!latest.get().referrals().isEmpty()) {
            text.append("%nVereinbart: %s%n"
                    .formatted(latest.get().referrals().stream()
                            .map(AgreedReferral::label)
                            .collect(Collectors.joining(", "))));
        }
        List<String> differences = differences(caseId, latest.get().version());
        if (!differences.isEmpty()) {
            text.append("\nGegenüber der vorigen Fassung:\n\n");
            differences.forEach(line -> text.append("- ").append(shown(line)).append('\n'));
        }
        return text.toString().strip();
    }

    /** For example "Version 2 (Entwurf)": what is being worked on, after a signature the version that follows. */
    public String versionText(CaseId caseId) {
        int version = agreements
                .latest(caseId)
                .map(latest -> latest.signed() ? latest.version() + 1 : latest.version())
                .orElse(1);
        return "Version %d (%s)".formatted(version, GoalAgreement.State.DRAFT.label());
    }

    /**
     * What a version changed against the one signed before it, German sentences; empty for the first. Of what is confidential
     * only who may look into the health compartment reads.
     */
    public List<String> differences(CaseId caseId, int version) {
        List<GoalAgreement> versions = shown.versions(caseId);
        Optional<GoalAgreement> after =
                versions.stream().filter(a -> a.version() == version).findFirst();
        Optional<GoalAgreement> before = versions.stream()
                .filter(a -> a.signed() && a.version() < version)
                .reduce((older, newer) -> newer);
        if (after.isEmpty() || before.isEmpty()) {
            return List.of();
        }
        List<String> differences = Stream.concat(
                        GoalDifference.between(before.get(), after.get()).stream()
                                .map(this::sentence),
                        confidential.changes(before.get(), after.get()).stream())
                .toList();
        return differences.isEmpty()
                ? List.of("Gegenüber Fassung %d ist nichts geändert."
                        .formatted(before.get().version()))
                : differences;
    }

    private String sentence(GoalDifference difference) {
        if (difference instanceof GoalDifference.Added added) {
            return "neu: %s (%s, bis %s)"
                    .formatted(
                            Texts.oneLine(added.goal().goal()),
                            owners.label(added.goal()),
                            BusinessCalendar.german(added.goal().dueOn()));
        }
        if (difference instanceof GoalDifference.Dropped dropped) {
            return "entfällt: " + Texts.oneLine(dropped.goal().goal());
        }
        if (difference instanceof GoalDifference.ReferralAdded added) {
            return "neu begleitet: " + added.referral().label();
        }
        if (difference instanceof GoalDifference.ReferralDropped dropped) {
            return "nicht mehr begleitet: " + dropped.referral().label();
        }
        GoalDifference.Changed changed = (GoalDifference.Changed) difference;
        List<String> what = new ArrayList<>();
        turned(what, "Wer kümmert sich", owners.label(changed.before()), owners.label(changed.after()));
        turned(
                what,
                "Bis wann",
                BusinessCalendar.german(changed.before().dueOn()),
                BusinessCalendar.german(changed.after().dueOn()));
        turned(what, "Woran merken wir es", indicator(changed.before()), indicator(changed.after()));
        return "geändert: %s – %s".formatted(Texts.oneLine(changed.after().goal()), String.join("; ", what));
    }

    private static void turned(List<String> what, String question, String before, String after) {
        if (!before.equals(after)) {
            what.add("%s: bisher %s, jetzt %s".formatted(question, before, after));
        }
    }

    private static String indicator(Goal goal) {
        return goal.indicator().isEmpty() ? "nichts" : "„" + Texts.oneLine(goal.indicator()) + "“";
    }

    private static String shown(String typed) {
        return Markdown.escape(Texts.oneLine(typed));
    }

    private GoalAgreement requireDraft(CaseId caseId) {
        return agreements
                .latest(caseId)
                .filter(latest -> !latest.signed())
                .orElseThrow(() -> new Refused(
                        "Es gibt keinen Entwurf einer Zielvereinbarung, der unterschrieben werden könnte."));
    }
}
