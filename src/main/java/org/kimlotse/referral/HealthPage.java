package org.kimlotse.referral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverEvent;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What stands in the health compartment of a case, in German, to read. */
@Component
public class HealthPage {

    /** A thing that was told. */
    public record Told(String label, String value) {}

    /** A confidential step, to whom it went and what was said about it. */
    public record Way(String title, String office, String state, List<String> said) {}

    public record Referred(Referral referral, List<Told> told, List<Way> ways) {}

    private static final Map<String, String> LABELS = labels();

    /** As the form words them. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("CONCENTRATION", "kann sich schwer konzentrieren"),
            Map.entry("SLEEP", "schläft schlecht"),
            Map.entry("FLASHBACKS", "erlebt Vergangenes immer wieder"),
            Map.entry("WITHDRAWAL", "hat Angst oder zieht sich zurück"),
            Map.entry("PAIN", "Schmerzen ohne Befund"),
            Map.entry("VIOLENCE", "berichtet von Gewalt oder Folter"),
            Map.entry("GRIEF", "trauert"),
            Map.entry("SUBSTANCE", "Alkohol oder andere Mittel"),
            Map.entry("CONFUSED", "wirkt zeitweise verwirrt"),
            Map.entry("PREGNANCY", "Schwangerschaft"),
            Map.entry("CHRONIC", "chronische Erkrankung"),
            Map.entry("DISABILITY", "Behinderung"),
            Map.entry("MEDICATION", "Medikamente gehen zu Ende"),
            Map.entry("CHILD", "ein Kind fällt in Kita oder Schule auf"),
            Map.entry("PSZ", "Psychosoziales Zentrum"),
            Map.entry("SPDI", "Sozialpsychiatrischer Dienst"),
            Map.entry("HAUSARZT", "Arztpraxis – Termin selbst machen"),
            Map.entry("GRANTED", "bewilligt"),
            Map.entry("REFUSED", "abgelehnt"),
            Map.entry("NONE", "kein Antrag gestellt"),
            Map.entry("true", "Ja"),
            Map.entry("false", "Nein"));

    private final HealthAccesses accesses;
    private final Health health;
    private final ReferralRecords referrals;
    private final Handovers handovers;
    private final Directory directory;

    HealthPage(
            HealthAccesses accesses,
            Health health,
            ReferralRecords referrals,
            Handovers handovers,
            Directory directory) {
        this.accesses = accesses;
        this.health = health;
        this.referrals = referrals;
        this.handovers = handovers;
        this.directory = directory;
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
                .map(referral -> new Referred(referral, told(referral), ways(referral)))
                .toList();
    }

    private List<Told> told(Referral referral) {
        Map<String, String> notes = health.read(referral);
        List<Told> told = new ArrayList<>();
        LABELS.forEach((key, label) -> {
            String value = notes.get(key);
            if (value != null) {
                told.add(new Told(label, words(key, value)));
            }
        });
        return told;
    }

    /** What a person typed stays as it is; a choice is put into words. */
    private static String words(String key, String value) {
        return switch (key) {
            case HealthReferral.OWN_WORDS, HealthReferral.WISHES, HealthReferral.INTERPRETING, HealthReferral.NOTE ->
                value;
            default ->
                Arrays.stream(value.split(",", -1))
                        .map(code -> VALUES.getOrDefault(code, code))
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

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(HealthReferral.OBSERVATIONS, "Was die Person sagt, was aufgefallen ist");
        labels.put(HealthReferral.IMPAIRED, "Erschwert den Alltag");
        labels.put(HealthReferral.OWN_WORDS, "In den Worten der Person");
        labels.put(HealthReferral.WISHES, "Gewünschte Hilfe");
        labels.put(HealthReferral.INTERPRETING, "Wunsch zur Sprachmittlung");
        labels.put(HealthReferral.THERAPY, "Behandlung gewünscht, die das Sozialamt bewilligen müsste");
        labels.put(HealthReferral.ADDRESSEE, "Gefragte Stelle");
        labels.put(HealthReferral.APPROVAL, "Entscheidung über den Antrag");
        labels.put(HealthReferral.NOTE, "Notiz");
        return labels;
    }
}
