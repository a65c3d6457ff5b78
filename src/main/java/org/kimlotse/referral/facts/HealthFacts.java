package org.kimlotse.referral.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;

/**
 * What a person told or somebody saw, without any diagnosis, and which help is wished for. Days are local dates.
 *
 * @param day the day asked about
 * @param municipality name of {@code shared.Municipality}
 * @param benefit the law that pays now, or null if not known
 * @param analog benefits like those of social assistance (§ 2 AsylbLG), null if not known
 * @param minor under 18, null if not known
 * @param temporaryProtection holds a title under § 24 AufenthG
 * @param observations by the names on the form
 * @param impaired everyday life suffers, null if not known
 * @param therapyWished wants an application for therapy
 * @param refused addressees that declined in this referral
 * @param addressee who is asked, or null
 * @param lawChangesOn first day of the benefit law that comes, or null
 */
public record HealthFacts(
        LocalDate day,
        String municipality,
        @Nullable Rechtskreis benefit,
        @Nullable Boolean analog,
        @Nullable Boolean minor,
        boolean temporaryProtection,
        Set<String> observations,
        @Nullable Boolean impaired,
        boolean therapyWished,
        Set<String> refused,
        @Nullable String addressee,
        @Nullable LocalDate lawChangesOn)
        implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    public HealthFacts {
        observations = observations == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(observations));
        refused = refused == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(refused));
    }

    /** One of those named, separated by blanks, was observed. */
    public boolean observed(String names) {
        return Set.of(names.strip().split("\\s+")).stream().anyMatch(observations::contains);
    }

    /** Two observations, or one that makes everyday life hard. */
    public boolean indicated() {
        return observations.size() >= 2 || (!observations.isEmpty() && Boolean.TRUE.equals(impaired));
    }

    /** The law that pays is one of those named, separated by blanks. */
    public boolean benefitIn(String names) {
        return benefit != null && Set.of(names.strip().split("\\s+")).contains(benefit.name());
    }

    /** Basic benefits of an adult: treatment beyond acute illness is granted on application only. */
    public boolean basicBenefits() {
        return benefit == Rechtskreis.ASYLBLG && !Boolean.TRUE.equals(analog) && !Boolean.TRUE.equals(minor);
    }

    /** Lives in one of the municipalities named, separated by blanks. */
    public boolean livesIn(String names) {
        return Set.of(names.strip().split("\\s+")).contains(municipality);
    }

    public boolean asked(String name) {
        return name.equals(addressee);
    }

    /** A day from which targets are counted: TAG (today) or WECHSEL (first day of the law that comes, else today). */
    public LocalDate day(String base) {
        return switch (base) {
            case "TAG" -> day;
            case "WECHSEL" -> lawChangesOn == null ? day : lawChangesOn;
            default -> throw new IllegalArgumentException("Bezugstag unbekannt: " + base);
        };
    }
}
