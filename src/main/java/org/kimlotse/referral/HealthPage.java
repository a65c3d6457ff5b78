package org.kimlotse.referral;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.FormWords;
import org.kimlotse.goals.ConfidentialGoal;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverEvent;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What stands in the health compartment of a case, in German, to read. */
@Component
public class HealthPage {

    /** A thing that was told, and the field it was told in. */
    public record Told(String key, String label, String value) {}

    /** A confidential step, to whom it went and what was said about it. */
    public record Way(String title, String office, String state, List<String> said) {}

    /**
     * @param advice what the rules propose, in sentences; worked out anew and not kept
     * @param remarks what was noted down, with day and author
     */
    public record Referred(
            Referral referral, List<Told> told, List<String> remarks, List<String> advice, List<Way> ways) {}

    /**
     * One wording of the confidential goal.
     *
     * @param told when and by whom it was taken down
     * @param standing with which version of the agreement it was signed, or that it was not
     * @param outcome what became of it; empty as long as nobody has said
     */
    public record Goal(
            String goal, String sign, String dueOn, String told, String standing, String outcome, String words) {}

    /** What is told, in the order of the page, with the form that asks for it. */
    private static final Map<String, String> ASKED_IN = askedIn();

    private final HealthAccesses accesses;
    private final Health health;
    private final HealthGoals goals;
    private final GoalAgreements agreements;
    private final Actors actors;
    private final HealthReferral rules;
    private final ReferralRecords referrals;
    private final Handovers handovers;
    private final Directory directory;
    private final FormWords words;

    HealthPage(
            HealthAccesses accesses,
            Health health,
            HealthGoals goals,
            GoalAgreements agreements,
            Actors actors,
            HealthReferral rules,
            ReferralRecords referrals,
            Handovers handovers,
            Directory directory,
            FormWords words) {
        this.accesses = accesses;
        this.health = health;
        this.goals = goals;
        this.agreements = agreements;
        this.actors = actors;
        this.rules = rules;
        this.referrals = referrals;
        this.handovers = handovers;
        this.directory = directory;
        this.words = words;
    }

    /**
     * Newest first.
     *
     * @throws Refused in German, for everybody who may not read now
     */
    @Transactional(readOnly = true)
    public List<Referred> of(CaseId caseId) {
        requireReadable(caseId);
        return referrals.of(caseId, ReferralKind.HEALTH).stream()
                .map(this::referred)
                .toList();
    }

    private void requireReadable(CaseId caseId) {
        if (!accesses.mayRead(caseId)) {
            throw new Refused("Dieser Bereich ist nur für das Fallmanagement offen, das den Fall selbst führt.");
        }
    }

    /**
     * Every wording of the goal told in confidence, newest first.
     *
     * @throws Refused in German, for everybody who may not read now
     */
    @Transactional(readOnly = true)
    public List<Goal> goals(CaseId caseId) {
        requireReadable(caseId);
        List<Goal> told = new ArrayList<>(
                goals.of(caseId).stream().map(goal -> inWords(caseId, goal)).toList());
        Collections.reverse(told);
        return told;
    }

    /** The confidential goal as a version of the agreement has it; only for the case's own manager. */
    @Transactional(readOnly = true)
    public Optional<Goal> goalIn(GoalAgreement version) {
        return goals.in(version).map(goal -> inWords(version.caseId(), goal));
    }

    /** What was told since the last signature and stands in no signed version; only for the case's own manager. */
    @Transactional(readOnly = true)
    public Optional<Goal> unsignedGoal(CaseId caseId) {
        return goals.unsigned(caseId).map(goal -> inWords(caseId, goal));
    }

    private Goal inWords(CaseId caseId, ConfidentialGoal goal) {
        LocalDate dueOn = goal.dueOn();
        return new Goal(
                goal.givenUp() ? "kein vertrauliches Ziel mehr" : goal.goal(),
                goal.sign(),
                dueOn == null ? "" : BusinessCalendar.german(dueOn),
                "%s, %s".formatted(GermanDates.day(goal.toldAt()), actors.displayName(goal.toldBy())),
                agreements.versions(caseId).stream()
                        .filter(version -> Objects.equals(version.version(), goal.signedVersion()))
                        .findFirst()
                        .flatMap(version -> Optional.ofNullable(version.signedOn())
                                .map(on -> "unterschrieben mit Fassung %d am %s"
                                        .formatted(version.version(), BusinessCalendar.german(on))))
                        .orElse("noch nicht unterschrieben"),
                words.value("confidential-follow", "confidentialGoalOutcome", goal.outcome())
                        .orElse(""),
                goal.words());
    }

    private Referred referred(Referral referral) {
        List<Told> told = told(referral);
        return new Referred(
                referral,
                told,
                health.remarks(referral).stream().map(this::line).toList(),
                told.isEmpty() ? List.of() : advice(referral),
                ways(referral));
    }

    private String line(Health.Remark remark) {
        return "%s, %s: %s".formatted(GermanDates.time(remark.at()), actors.displayName(remark.by()), remark.text());
    }

    /** Of a referral that has ended nothing is proposed any more. */
    private List<String> advice(Referral referral) {
        return referral.open()
                ? rules.advice(referral).stream()
                        .map(line -> line.title().isEmpty() ? line.text() : line.title() + ": " + line.text())
                        .toList()
                : List.of();
    }

    private List<Told> told(Referral referral) {
        Map<String, String> notes = health.read(referral);
        List<Told> told = new ArrayList<>();
        ASKED_IN.forEach((key, form) -> {
            String value = notes.get(key);
            if (value != null) {
                told.add(new Told(key, words.label(form, key).orElse(key), inWords(form, key, value)));
            }
        });
        return told;
    }

    /** What a person typed stays as it is; a choice is put into the words of its form. */
    private String inWords(String form, String key, String value) {
        return switch (key) {
            case HealthReferral.OWN_WORDS,
                    HealthReferral.WISHES,
                    HealthReferral.INTERPRETING,
                    HealthReferral.ADVICE_FROM -> value;
            case HealthReferral.REFUSAL_SERVED, HealthReferral.APPOINTMENT ->
                BusinessCalendar.german(LocalDate.parse(value));
            default ->
                Arrays.stream(value.split(",", -1))
                        .map(code -> words.value(form, key, code).orElse(code))
                        .collect(Collectors.joining(", "));
        };
    }

    private List<Way> ways(Referral referral) {
        return referrals.steps(referral.id()).stream()
                .map(step -> handovers.get(step.handover()))
                .map(this::way)
                .toList();
    }

    private Way way(Handover handover) {
        String office = Optional.ofNullable(handover.receiverOffice())
                .map(code -> directory.office(code).map(Office::label).orElse(code))
                .orElse("");
        return new Way(
                handover.title(),
                office,
                handover.stateLabel(),
                handovers.events(handover.id()).stream()
                        .filter(event -> event.note() != null)
                        .map(HealthPage::line)
                        .toList());
    }

    private static String line(HandoverEvent event) {
        return "%s: %s%s – %s"
                .formatted(
                        GermanDates.time(event.at()),
                        event.action().sentence(),
                        event.contactName() == null ? "" : " (telefonisch: %s)".formatted(event.contactName()),
                        event.note());
    }

    private static Map<String, String> askedIn() {
        Map<String, String> forms = new LinkedHashMap<>();
        for (String key : List.of(
                HealthReferral.OBSERVATIONS,
                HealthReferral.IMPAIRED,
                HealthReferral.OWN_WORDS,
                HealthReferral.WISHES,
                HealthReferral.INTERPRETING,
                HealthReferral.THERAPY)) {
            forms.put(key, "confidential-needs");
        }
        forms.put(HealthReferral.ADDRESSEE, "confidential-addressee");
        forms.put(HealthReferral.APPROVAL, "confidential-approval");
        forms.put(HealthReferral.REFUSAL_SERVED, "confidential-approval");
        forms.put(HealthReferral.ADVICE, "confidential-deadline");
        forms.put(HealthReferral.ADVICE_FROM, "confidential-deadline");
        forms.put(HealthReferral.HEARD, "confidential-follow");
        forms.put(HealthReferral.APPOINTMENT, "confidential-follow");
        forms.put(HealthReferral.ONGOING, "confidential-follow");
        return forms;
    }
}
