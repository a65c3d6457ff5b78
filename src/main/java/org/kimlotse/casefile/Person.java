package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;

/**
 * A person of a case. Name and birth date never leave the case file's tables: they are in no process, no event, no log.
 *
 * @param birthDateUncertain true for 1 January (a day that authorities put where the real one is unknown) until someone
 *     confirms it, or when the person says the date is not sure
 * @param language code of a {@link Language} the person understands, or empty while it is not known
 * @param version counts up with each change; whoever changes the person names the version they saw
 */
public record Person(
        UUID id,
        CaseId caseId,
        Role role,
        String givenName,
        String familyName,
        @Nullable LocalDate birthDate,
        boolean birthDateUncertain,
        String language,
        boolean interpreterNeeded,
        String phone,
        int version) {

    public enum Role {
        CLIENT,
        HOUSEHOLD
    }

    public String fullName() {
        return (givenName + " " + familyName).strip();
    }

    /** Under 18 those decide who have custody. */
    public boolean minor(LocalDate today) {
        return born().filter(born -> BusinessCalendar.ageOn(born, today) < 18).isPresent();
    }

    public Optional<LocalDate> born() {
        return Optional.ofNullable(birthDate);
    }

    public Optional<Language> understands() {
        return Language.find(language);
    }

    /** Says nothing about the person: an exception's text or a log line may hold it. */
    @Override
    public String toString() {
        return "Person[" + id + ", " + caseId + "]";
    }
}
