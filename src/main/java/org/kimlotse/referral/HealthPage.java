package org.kimlotse.referral;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.FormWords;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverEvent;
import org.kimlotse.handover.Handovers;
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

    /** @param advice what the rules propose, in sentences; worked out anew and not kept */
    public record Referred(Referral referral, List<Told> told, List<String> advice, List<Way> ways) {}

    /** What is told, in the order of the page, with the form that asks for it. */
    private static final Map<String, String> ASKED_IN = askedIn();

    private static final Set<String> GOALS = Set.of(
            HealthReferral.GOAL,
            HealthReferral.GOAL_SIGN,
            HealthReferral.GOAL_BY,
            HealthReferral.GOAL_OUTCOME,
            HealthReferral.GOAL_WORDS);

    private final HealthAccesses accesses;
    private final Health health;
    private final HealthReferral rules;
    private final ReferralRecords referrals;
    private final Handovers handovers;
    private final Directory directory;
    private final FormWords words;

    HealthPage(
            HealthAccesses accesses,
            Health health,
            HealthReferral rules,
            ReferralRecords referrals,
            Handovers handovers,
            Directory directory,
            FormWords words) {
        this.accesses = accesses;
        this.health = health;
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
        if (!accesses.mayRead(caseId)) {
            throw new Refused("Dieser Bereich ist nur für das Fallmanagement offen, das den Fall selbst führt.");
        }
        return referrals.of(caseId).stream()
                .filter(referral -> referral.kind() == ReferralKind.HEALTH)
                .map(this::referred)
                .toList();
    }

    /** The goal that the person told in confidence last, and what became of it; only for the case's own manager. */
    @Transactional(readOnly = true)
    public List<Told> goal(CaseId caseId) {
        if (!health.open(caseId)) {
            return List.of();
        }
        return referrals.of(caseId).stream()
                .filter(referral -> referral.kind() == ReferralKind.HEALTH)
                .map(referral -> told(referral).stream()
                        .filter(told -> GOALS.contains(told.key()))
                        .toList())
                .filter(told -> !told.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Referred referred(Referral referral) {
        List<Told> told = told(referral);
        return new Referred(referral, told, told.isEmpty() ? List.of() : advice(referral), ways(referral));
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
                    HealthReferral.ADVICE_FROM,
                    HealthReferral.GOAL,
                    HealthReferral.GOAL_SIGN,
                    HealthReferral.GOAL_WORDS,
                    HealthReferral.NOTE -> value;
            case HealthReferral.REFUSAL_SERVED, HealthReferral.APPOINTMENT, HealthReferral.GOAL_BY ->
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
                HealthReferral.GOAL,
                HealthReferral.GOAL_SIGN,
                HealthReferral.GOAL_BY,
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
        forms.put(HealthReferral.GOAL_OUTCOME, "confidential-follow");
        forms.put(HealthReferral.GOAL_WORDS, "confidential-follow");
        forms.put(HealthReferral.NOTE, "confidential-follow");
        return forms;
    }
}
