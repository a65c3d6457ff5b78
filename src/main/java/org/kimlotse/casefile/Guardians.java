package org.kimlotse.casefile;

import java.time.Clock;
import java.time.LocalDate;
import org.kimlotse.engine.FormInput;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** Who decides for somebody under 18: asked by name wherever something is agreed to or signed. */
@Component
public class Guardians {

    private static final String BIRTH_DATE = "birthDate";
    private static final int ADULT_AT = 18;

    private final Persons persons;
    private final Clock clock;

    Guardians(Persons persons, Clock clock) {
        this.persons = persons;
        this.clock = clock;
    }

    /** Whether somebody else decides for the person of the case today. */
    public boolean decide(CaseId caseId) {
        return persons.client(caseId).minor(BusinessCalendar.today(clock));
    }

    /** Who is born after this day is under 18 today. */
    public LocalDate adultBornBy() {
        return BusinessCalendar.today(clock).minusYears(ADULT_AT);
    }

    /** A birth date that is put right in the same answer counts at once; one that lies ahead is refused where it stands. */
    private boolean decide(CaseId caseId, FormInput input) {
        return input.date(BIRTH_DATE)
                .filter(born -> !born.isAfter(BusinessCalendar.today(clock)))
                .map(born -> born.isAfter(adultBornBy()))
                .orElseGet(() -> decide(caseId));
    }

    /** @param question what they did, German, for example "Wer hat entschieden?" */
    public void check(CaseId caseId, FormInput input, String key, String question) {
        if (decide(caseId, input)) {
            input.requireText(
                    key,
                    "Die Person ist unter 18: %s Bitte nennen Sie die Sorgeberechtigten oder den Vormund mit Namen."
                            .formatted(question));
            input.limit(key, PersonChecks.LONGEST_NAME);
        }
    }

    /** The name that was answered; empty for everybody who decides alone, whatever was sent. */
    public String name(CaseId caseId, FormInput input, String key) {
        return decide(caseId, input) ? input.text(key).orElse("") : "";
    }
}
