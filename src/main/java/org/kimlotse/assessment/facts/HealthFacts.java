package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Rechtskreis;

/**
 * What a case manager has noticed or was told; observations, never a diagnosis.
 *
 * @param observations words of the checklist
 * @param impaired everyday life is affected
 * @param noticedOn day of the observation
 * @param acuteDanger kinds of acute danger; not empty means: act now
 * @param law benefit law on the day asked about
 * @param analog benefits under § 2 AsylbLG
 * @param birthDate birth date
 * @param consentedReceivers kinds of office a health consent covers
 * @param secrecyReleased bearers of a secret were released (Schweigepflichtentbindung)
 * @param sentOn day the referral was sent, null if not yet
 * @param therapyOngoing a therapy is under way
 * @param lawChangesOn first day of another benefit law, null if none is under way
 * @param lawChangeTrigger day of the event behind it
 * @param specialNeeds holder of § 24 AufenthG with special needs (§ 6 Abs. 2 AsylbLG)
 * @param access EGK or SCHEIN, as the municipality has it
 */
public record HealthFacts(
        Set<String> observations,
        boolean impaired,
        @Nullable LocalDate noticedOn,
        Set<String> acuteDanger,
        @Nullable Rechtskreis law,
        boolean analog,
        @Nullable LocalDate birthDate,
        Set<String> consentedReceivers,
        boolean secrecyReleased,
        @Nullable LocalDate sentOn,
        boolean therapyOngoing,
        @Nullable LocalDate lawChangesOn,
        @Nullable LocalDate lawChangeTrigger,
        boolean specialNeeds,
        @Nullable String access) {

    public HealthFacts {
        observations = sorted(observations);
        acuteDanger = sorted(acuteDanger);
        consentedReceivers = sorted(consentedReceivers);
    }

    private static Set<String> sorted(@Nullable Set<String> words) {
        return Collections.unmodifiableSet(new TreeSet<>(words == null ? Set.of() : words));
    }

    public boolean minor(LocalDate today) {
        return birthDate != null && BusinessCalendar.ageOn(birthDate, today) < 18;
    }

    /** The 18th birthday, or null. */
    public @Nullable LocalDate adultOn() {
        return birthDate == null ? null : BusinessCalendar.plusYears(birthDate, 18);
    }

    /** In the year before or after the 18th birthday (§ 4 Abs. 4 S. 3 AsylbLG). */
    public boolean turnsAdult(LocalDate today) {
        int age = birthDate == null ? 0 : BusinessCalendar.ageOn(birthDate, today);
        return age == 17 || age == 18;
    }

    /** Under AsylbLG with basic benefits only: neither § 2 nor a minor (§ 4 Abs. 4 AsylbLG). */
    public boolean basicCare(LocalDate today) {
        return law == Rechtskreis.ASYLBLG && !analog && !minor(today);
    }

    public boolean observed(String word) {
        return observations.contains(word);
    }

    public boolean consented(String receiver) {
        return consentedReceivers.contains(receiver);
    }
}
