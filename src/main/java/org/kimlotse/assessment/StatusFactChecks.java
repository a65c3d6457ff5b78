package org.kimlotse.assessment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kimlotse.casefile.Person;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;

/** What cannot be true of a person's status, in German, by field key. What is merely odd is for the rules to flag. */
final class StatusFactChecks {

    private static final int LONGEST_TITLE = 600;
    private static final int MOST_CHILDREN = 20;
    private static final int MOST_HOURS = 80;

    private StatusFactChecks() {}

    /**
     * @param values stored values by fact; empty text: not known
     * @param client whose birth date nothing can precede
     */
    static List<Refused.Problem> problems(Map<StatusFact, String> values, Person client, LocalDate today) {
        return problems(values, client.born(), client.birthDateUncertain(), today);
    }

    /** @param born nothing can precede it; of an uncertain day only the year counts */
    static List<Refused.Problem> problems(
            Map<StatusFact, String> values, Optional<LocalDate> born, boolean uncertain, LocalDate today) {
        List<Refused.Problem> problems = new ArrayList<>();
        values.forEach((fact, value) -> {
            if (!value.isEmpty()) {
                String problem =
                        switch (fact.kind()) {
                            case CHOICE ->
                                fact.codes().contains(value)
                                        ? ""
                                        : "„%s“: Diese Auswahl gibt es nicht.".formatted(fact.label());
                            case YES_NO ->
                                value.equals("true") || value.equals("false")
                                        ? ""
                                        : "„%s“: Bitte mit Ja oder Nein antworten.".formatted(fact.label());
                            case NUMBER -> number(fact, value);
                            case DAY -> day(fact, value, born, uncertain, today);
                        };
                if (!problem.isEmpty()) {
                    problems.add(new Refused.Problem(fact.key(), problem));
                }
            }
        });
        return problems;
    }

    /** Nothing becomes final before it was served; the other day may be known already. */
    static List<Refused.Problem> finalBeforeServed(Map<StatusFact, String> values, Map<StatusFact, String> known) {
        StatusFact asked = values.containsKey(StatusFact.DECISION_FINAL_ON)
                ? StatusFact.DECISION_FINAL_ON
                : StatusFact.DECISION_SERVED_ON;
        if (!values.containsKey(asked)) {
            return List.of();
        }
        Optional<LocalDate> served = day(StatusFact.DECISION_SERVED_ON, values, known);
        Optional<LocalDate> end = day(StatusFact.DECISION_FINAL_ON, values, known);
        return served.isPresent() && end.isPresent() && end.get().isBefore(served.get())
                ? List.of(new Refused.Problem(
                        asked.key(),
                        "Der Bescheid kann nicht am %s unanfechtbar geworden sein: Zugestellt wurde er erst am %s."
                                .formatted(BusinessCalendar.german(end.get()), BusinessCalendar.german(served.get()))))
                : List.of();
    }

    private static Optional<LocalDate> day(
            StatusFact fact, Map<StatusFact, String> values, Map<StatusFact, String> known) {
        String text = values.containsKey(fact) ? values.get(fact) : known.get(fact);
        try {
            return text == null || text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private static String number(StatusFact fact, String value) {
        int least = fact == StatusFact.TITLE_MONTHS ? 1 : 0;
        int most =
                switch (fact) {
                    case TITLE_MONTHS -> LONGEST_TITLE;
                    case WORK_HOURS -> MOST_HOURS;
                    default -> MOST_CHILDREN;
                };
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return "";
            }
        } catch (NumberFormatException notANumber) {
            // answered below
        }
        return "„%s“: Bitte eine ganze Zahl von %d bis %d angeben.".formatted(fact.label(), least, most);
    }

    private static String day(
            StatusFact fact, String value, Optional<LocalDate> born, boolean uncertain, LocalDate today) {
        LocalDate day;
        try {
            day = LocalDate.parse(value);
        } catch (DateTimeException notADay) {
            return "„%s“ ist kein Datum.".formatted(fact.label());
        }
        String event =
                switch (fact) {
                    case DECISION_SERVED_ON -> "Der Bescheid kann nicht %s zugestellt worden sein";
                    case DECISION_FINAL_ON -> "Der Bescheid kann nicht %s unanfechtbar geworden sein";
                    case TITLE_ISSUED_ON -> "Der Titel kann nicht %s ausgestellt worden sein";
                    case IN_GERMANY_SINCE -> "Die Person kann nicht %s nach Deutschland gekommen sein";
                    default -> "Das kann nicht %s gewesen sein";
                };
        if (day.isAfter(today) && !fact.mayLieAhead()) {
            return (event + ": %s liegt in der Zukunft. Bitte tragen Sie das Datum ein, wenn es so weit ist.")
                    .formatted("am " + BusinessCalendar.german(day), BusinessCalendar.german(day));
        }
        if (born.filter(birth -> before(day, birth, uncertain)).isPresent()) {
            return (event + ". Bitte prüfen Sie das Datum.").formatted("vor der Geburt der Person");
        }
        return "";
    }

    /** Where the day of birth is not certain only the year counts. */
    private static boolean before(LocalDate day, LocalDate born, boolean uncertain) {
        return uncertain ? day.getYear() < born.getYear() : day.isBefore(born);
    }
}
