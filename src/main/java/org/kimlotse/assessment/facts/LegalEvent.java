package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;

/**
 * Something that has happened and on which the law hangs; derived by rules from {@link StatusFacts}.
 *
 * @param kind ZUSTELLUNG, UNANFECHTBAR (or the title, if that came first), TITEL, TITEL_OHNE_ZUSTELLUNG
 * @param words German, for example "Zustellung des Bescheids"
 */
public record LegalEvent(String kind, LocalDate day, String words) implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }
}
