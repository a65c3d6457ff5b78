package org.kimlotse.goals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.CaseBeginnings;
import org.kimlotse.casefile.Cases;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Judges with the person what became of the goals in force; a judgement can be taken back and is then still readable. */
@Service
public class GoalReview {

    private static final int LONGEST_WORDS = 500;

    /**
     * A goal in force.
     *
     * @param number counts from 1 in the agreement
     * @param owner who does it, in words
     * @param outcome what became of it, or null
     */
    public record Judged(int number, Goal goal, String owner, @Nullable GoalOutcome outcome) {

        /** Should have been reached by now, and nobody has said what became of it. */
        public boolean overdue(LocalDate today) {
            return outcome == null && goal.dueOn().isBefore(today);
        }
    }

    private final GoalAgreements agreements;
    private final GoalOutcomes outcomes;
    private final GoalOwners owners;
    private final Cases cases;
    private final CaseBeginnings beginnings;
    private final CaseAccess access;
    private final Actors actors;
    private final Clock clock;

    GoalReview(
            GoalAgreements agreements,
            GoalOutcomes outcomes,
            GoalOwners owners,
            Cases cases,
            CaseBeginnings beginnings,
            CaseAccess access,
            Actors actors,
            Clock clock) {
        this.agreements = agreements;
        this.outcomes = outcomes;
        this.owners = owners;
        this.cases = cases;
        this.beginnings = beginnings;
        this.access = access;
        this.actors = actors;
        this.clock = clock;
    }

    /** The goals in force, in the order of the agreement. */
    public List<Judged> inForce(CaseId caseId) {
        return agreements.inForce(caseId).map(this::of).orElse(List.of());
    }

    /** The goals of any version, as they stand today. */
    public List<Judged> of(GoalAgreement agreement) {
        Map<String, GoalOutcome> standing = outcomes.standing(agreement.caseId());
        List<Judged> judged = new ArrayList<>();
        for (Goal goal : agreement.goals()) {
            judged.add(new Judged(judged.size() + 1, goal, owners.label(goal), standing.get(goal.goal())));
        }
        return judged;
    }

    /** All judgements, oldest first, with those that were taken back. */
    public List<GoalOutcome> history(CaseId caseId) {
        return outcomes.of(caseId);
    }

    /**
     * Takes down what became of a goal; an earlier judgement of it no longer stands.
     *
     * @param version the version of the agreement the user saw
     * @param number the goal's, from 1
     * @throws Refused in German
     */
    @Transactional
    public void judge(
            CaseId caseId,
            int version,
            int number,
            GoalOutcome.Kind kind,
            LocalDate on,
            GoalOutcome.SaidBy saidBy,
            String words) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        LocalDate opened = beginnings.of(caseId);
        GoalAgreement agreement = agreements
                .inForce(caseId)
                .filter(a -> a.version() == version)
                .orElseThrow(
                        () -> new Refused("Die Zielvereinbarung hat sich inzwischen geändert. Bitte sehen Sie nach."));
        if (number < 1 || number > agreement.goals().size()) {
            throw new Refused("Dieses Ziel gibt es in der Vereinbarung nicht.");
        }
        String said = Texts.clean(words);
        if (on.isAfter(BusinessCalendar.today(clock))) {
            throw new Refused("Der %s liegt in der Zukunft.".formatted(BusinessCalendar.german(on)));
        }
        if (on.isBefore(opened)) {
            throw new Refused("Der %s liegt vor der Eröffnung des Falls am %s. Bitte prüfen Sie das Datum."
                    .formatted(BusinessCalendar.german(on), BusinessCalendar.german(opened)));
        }
        if (said.isEmpty() && kind != GoalOutcome.Kind.REACHED) {
            throw new Refused(
                    kind == GoalOutcome.Kind.PARTLY
                            ? "Bitte schreiben Sie kurz, was noch fehlt."
                            : "Bitte schreiben Sie kurz, warum das Ziel nicht mehr gewollt ist.");
        }
        if (Texts.length(said) > LONGEST_WORDS) {
            throw new Refused("Der Text ist zu lang: höchstens %d Zeichen, es sind %d."
                    .formatted(LONGEST_WORDS, Texts.length(said)));
        }
        String goal = agreement.goals().get(number - 1).goal();
        GoalOutcome outcome = new GoalOutcome(
                UUID.randomUUID(),
                caseId,
                goal,
                kind,
                on,
                saidBy,
                said,
                clock.instant(),
                actors.currentId(),
                null,
                null);
        Optional<GoalOutcome> before =
                Optional.ofNullable(outcomes.standing(caseId).get(goal));
        if (before.filter(b -> saysTheSame(b, outcome)).isPresent()) {
            return;
        }
        before.ifPresent(b -> outcomes.takeBack(caseId, b.id(), clock.instant(), actors.currentId()));
        outcomes.insert(outcome);
    }

    private static boolean saysTheSame(GoalOutcome one, GoalOutcome other) {
        return one.kind() == other.kind()
                && one.on().equals(other.on())
                && one.saidBy() == other.saidBy()
                && one.words().equals(other.words());
    }

    /**
     * The goal is open again. Taking back twice changes nothing.
     *
     * @throws Refused in German
     */
    @Transactional
    public void takeBack(CaseId caseId, UUID outcome) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        outcomes.takeBack(caseId, outcome, clock.instant(), actors.currentId());
    }

    /** How the goals in force stand, German markdown, one line each; empty if nothing was agreed. */
    public String text(CaseId caseId) {
        StringBuilder text = new StringBuilder();
        for (Judged judged : inForce(caseId)) {
            GoalOutcome outcome = judged.outcome();
            text.append("- **%s** – %s%n"
                    .formatted(
                            Markdown.escape(Texts.oneLine(judged.goal().goal())),
                            outcome == null
                                    ? "noch nicht beurteilt"
                                    : outcome.sentence()
                                            + (outcome.words().isEmpty()
                                                    ? ""
                                                    : ": " + Markdown.escape(Texts.oneLine(outcome.words())))));
        }
        return text.toString().strip();
    }
}
