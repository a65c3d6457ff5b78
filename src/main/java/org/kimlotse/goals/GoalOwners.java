package org.kimlotse.goals;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.shared.Municipality;
import org.springframework.stereotype.Component;

/** Who does what was agreed. The whole team reads the goals: an office that would tell of the person's health is no choice. */
@Component
public class GoalOwners {

    private static final Set<OfficeKind> TELLING =
            EnumSet.of(OfficeKind.PSZ, OfficeKind.SPDI, OfficeKind.GA, OfficeKind.KIM);

    private final Directory directory;

    GoalOwners(Directory directory) {
        this.directory = directory;
    }

    /** What can be chosen, first who is competent in this place on this day. */
    public List<Office> offices(Municipality place, LocalDate day) {
        Set<Office> offices = new LinkedHashSet<>();
        Stream.of(OfficeKind.values())
                .flatMap(kind -> directory.competent(kind, place, day).stream())
                .forEach(offices::add);
        offices.addAll(directory.inService(day));
        return offices.stream()
                .filter(office -> !TELLING.contains(office.kind()))
                .toList();
    }

    Optional<Office> office(String code) {
        return directory.office(code).filter(office -> !TELLING.contains(office.kind()));
    }

    /** In words; an office by its name. */
    public String label(Goal goal) {
        return Optional.ofNullable(goal.office())
                .flatMap(directory::office)
                .map(Office::label)
                .orElse(goal.owner().label());
    }
}
