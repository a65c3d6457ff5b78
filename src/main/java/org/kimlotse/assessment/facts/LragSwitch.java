package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;

/**
 * The bill on persons under § 24 AufenthG (Leistungsrechtsanpassungsgesetz) as the parameters have it; derived by rules.
 *
 * @param active whether it counts at all
 * @param criterion ERSTERTEILUNG or EINREISE
 */
public record LragSwitch(boolean active, LocalDate inForce, LocalDate cutoff, String criterion, int transitionMonths) {

    /** First issue and entry lie on different sides of the cutoff, so the two readings of the bill differ. */
    public boolean unclear(StatusFacts person) {
        LocalDate first = person.firstIssuedOn();
        LocalDate entry = person.inGermanySince();
        return active
                && person.residenceStatus() == ResidenceStatus.TITLE_24
                && first != null
                && entry != null
                && first.isBefore(cutoff) != entry.isBefore(cutoff);
    }

    /** The bill catches the person, and benefits would begin only when it is in force: AsylbLG goes on. */
    public boolean keepsInAsylblg(StatusFacts person, LocalDate today) {
        LocalDate first = person.firstIssuedOn();
        return catches(person)
                && first != null
                && !first.isAfter(today)
                && !BusinessCalendar.firstOfNextMonth(first).isBefore(inForce);
    }

    /** The bill catches the person, who already had SGB II when it came into force. */
    public boolean endsApproval(StatusFacts person) {
        LocalDate first = person.firstIssuedOn();
        return catches(person)
                && first != null
                && BusinessCalendar.firstOfNextMonth(first).isBefore(inForce);
    }

    private boolean catches(StatusFacts person) {
        LocalDate decisive = criterion.equals("EINREISE") ? person.inGermanySince() : person.firstIssuedOn();
        return active && person.residenceStatus() == ResidenceStatus.TITLE_24 && !unclear(person) && reached(decisive);
    }

    private boolean reached(@Nullable LocalDate day) {
        return day != null && !day.isBefore(cutoff);
    }
}
