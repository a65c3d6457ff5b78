package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;

/**
 * What a case manager has noticed or was told, and which help is wished for; observations, never a diagnosis.
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
 * @param access EGK or SCHEIN, where it is known of this person; null: as the municipality has it
 * @param day the day asked about
 * @param municipality name of {@code shared.Municipality}, null if not known
 * @param therapyWished wants an application for therapy
 * @param refused addressees that declined in this referral
 * @param addressee who is asked, or null
 * @param interpreterNeeded null if not known
 * @param refusalServedOn day on which the notice that declines the treatment was served, null if there is none
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
        @Nullable String access,
        LocalDate day,
        @Nullable String municipality,
        boolean therapyWished,
        Set<String> refused,
        @Nullable String addressee,
        @Nullable Boolean interpreterNeeded,
        @Nullable LocalDate refusalServedOn)
        implements OfDay {

    /** Somebody who told of violence has special needs (§ 6 Abs. 2 AsylbLG names it). */
    public static final String VIOLENCE = "VIOLENCE";

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    public HealthFacts {
        refused = sorted(refused);
        observations = sorted(observations);
        acuteDanger = sorted(acuteDanger);
        consentedReceivers = sorted(consentedReceivers);
    }

    private static Set<String> sorted(@Nullable Set<String> words) {
        return Collections.unmodifiableSet(new TreeSet<>(words == null ? Set.of() : words));
    }

    /** Not of age on the day asked about. */
    public boolean isMinor() {
        return birthDate != null && BusinessCalendar.ageOn(birthDate, day) < 18;
    }

    /** Two observations, or one that makes everyday life hard; in acute danger nothing but help counts. */
    public boolean isIndicated() {
        return isCalm() && (observations.size() >= 2 || observations.size() == 1 && impaired);
    }

    public boolean isCalm() {
        return acuteDanger.isEmpty();
    }

    /** There is something to talk about with a doctor or an adviser, and somebody has to interpret it. */
    public boolean isToBeInterpreted() {
        return Boolean.TRUE.equals(interpreterNeeded) && isCalm() && (therapyOngoing || !observations.isEmpty());
    }

    /** The 18th birthday, or null. */
    public @Nullable LocalDate adultOn() {
        return birthDate == null ? null : BusinessCalendar.plusYears(birthDate, 18);
    }

    /** In the year before or after the 18th birthday (§ 4 Abs. 4 S. 3 AsylbLG). */
    public boolean isTurningAdult() {
        int age = birthDate == null ? 0 : BusinessCalendar.ageOn(birthDate, day);
        return age == 17 || age == 18;
    }

    /** Under AsylbLG with basic benefits only: neither § 2 nor a minor (§ 4 Abs. 4 AsylbLG). */
    public boolean isBasicCare() {
        return law == Rechtskreis.ASYLBLG && !analog && !isMinor();
    }

    /** One of those named, separated by blanks, was observed. */
    public boolean observed(String names) {
        return Set.of(names.strip().split("\\s+")).stream().anyMatch(observations::contains);
    }

    /** The access is known to be this, or is not known of this person, who lives in one of those named. */
    public boolean hasAccess(String kind, String municipalities) {
        return access == null
                ? municipality != null
                        && Set.of(municipalities.strip().split("\\s+")).contains(municipality)
                : access.equals(kind);
    }

    public boolean asked(String name) {
        return name.equals(addressee);
    }

    public boolean consented(String receiver) {
        return consentedReceivers.contains(receiver);
    }

    /** A day from which targets are counted: TAG (today) or WECHSEL (first day of the law that comes, else today). */
    public LocalDate day(String base) {
        return switch (base) {
            case "TAG" -> day;
            case "WECHSEL" -> lawChangesOn == null || lawChangesOn.isBefore(day) ? day : lawChangesOn;
            default -> throw new IllegalArgumentException("Bezugstag unbekannt: " + base);
        };
    }
}
