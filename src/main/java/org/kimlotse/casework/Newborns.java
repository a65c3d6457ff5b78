package org.kimlotse.casework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/**
 * What is to be done for a child that was born here: a case is one person, and nobody else asks for the child's own title, benefit
 * and Kindergeld (§§ 33, 81 Abs. 2 S. 2 AufenthG; § 1 Abs. 1 Nr. 6 AsylbLG; § 7 Abs. 2, 3 Nr. 4 SGB II; § 70 Abs. 1 S. 2 EStG).
 */
@Component
public class Newborns {

    private final RuleBook rules;
    private final Clock clock;

    Newborns(RuleBook rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** German; empty for everybody for whom it is too late to lose nothing, and who is no newborn. */
    public Optional<String> toDo(LocalDate bornOn) {
        LocalDate today = BusinessCalendar.today(clock);
        LocalDate titleBy = BusinessCalendar.plusMonths(bornOn, months("BIRTH_TITLE_MONTHS", today));
        int back = months("KINDERGELD_BACK_MONTHS", today);
        // Paid from the month of birth on, for so many months before that of the application.
        LocalDate kindergeldBy = BusinessCalendar.eom(BusinessCalendar.plusMonths(bornOn.withDayOfMonth(1), back));
        return kindergeldBy.isBefore(today)
                ? Optional.empty()
                : Optional.of(
                        """
                        ein Kind, geboren am %s, ist im Haushalt eingetragen. Zu tun: 1. Geburt der Stelle melden, die zahlt \
                        (§ 1 Abs. 1 Nr. 6 AsylbLG; § 7 Abs. 2, 3 Nr. 4 SGB II). 2. Titel des Kindes klären: Kommt er nicht von \
                        Amts wegen (§ 33 AufenthG), ist er bis %s zu beantragen (§ 81 Abs. 2 S. 2 AufenthG); läuft ein \
                        Asylverfahren der Eltern, vorher rechtlich beraten lassen. 3. Kindergeld prüfen und bis %s beantragen: \
                        ausgezahlt wird höchstens für %d Monate vor dem Monat des Antrags (§ 70 Abs. 1 S. 2 EStG)"""
                                .formatted(
                                        BusinessCalendar.german(bornOn),
                                        BusinessCalendar.german(titleBy)
                                                + (titleBy.isBefore(today) ? " (vorbei, bitte gleich)" : ""),
                                        BusinessCalendar.german(kindergeldBy),
                                        back));
    }

    private int months(String parameter, LocalDate today) {
        return rules.number(RuleSet.RESIDENCE_FAMILY, today, parameter);
    }
}
