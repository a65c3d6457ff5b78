package org.kimlotse.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.kimlotse.intake.CrisisAction;
import org.kimlotse.intake.CrisisKind;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was done in the crises of a case, who was told what and why, and what was heard afterwards: the record that a
 * disclosure without consent needs. It stands in the health compartment.
 */
@Component
public class CrisisPage {

    /**
     * One line of the record.
     *
     * @param when German
     * @param what German
     * @param said what a person chose or typed, or empty
     */
    public record Line(String when, String who, String what, String said) {

        /** Names no content. */
        @Override
        public String toString() {
            return "Line[" + when + "]";
        }
    }

    private record At(Instant at, Line line) {}

    private final HealthAccesses accesses;
    private final Crises crises;
    private final IntakeManagement intake;
    private final Actors actors;

    CrisisPage(HealthAccesses accesses, Crises crises, IntakeManagement intake, Actors actors) {
        this.accesses = accesses;
        this.crises = crises;
        this.intake = intake;
        this.actors = actors;
    }

    /**
     * Oldest first.
     *
     * @throws Refused in German, for everybody who may not read now
     */
    @Transactional(readOnly = true)
    public List<Line> of(CaseId caseId) {
        if (!accesses.mayRead(caseId)) {
            throw new Refused("Dieser Bereich ist nur für das Fallmanagement offen, das den Fall selbst führt.");
        }
        List<At> lines = new ArrayList<>();
        intake.crisisScreens(caseId).stream()
                .filter(asked -> asked.screen().acute())
                .forEach(asked -> lines.add(line(
                        asked.at(),
                        asked.by(),
                        "Krisenabfrage mit Ja beantwortet",
                        asked.screen().kinds().stream()
                                .sorted()
                                .map(CrisisKind::label)
                                .collect(Collectors.joining(", ")))));
        for (Crises.Crisis crisis : crises.of(caseId)) {
            lines.add(line(crisis.reportedAt(), crisis.reportedBy(), "Krise gemeldet", ""));
            crises.notes(crisis.id())
                    .forEach(note -> lines.add(line(note.at(), note.by(), "Nachgefragt", note.text())));
            Instant ended = crisis.endedAt();
            if (ended != null) {
                lines.add(line(ended, "", "Die Gefahr ist vorüber", ""));
            }
        }
        intake.crisisResponses(caseId).forEach(done -> {
            lines.add(line(
                    done.at(),
                    done.by(),
                    "Gehandelt",
                    done.actions().stream().sorted().map(CrisisAction::label).collect(Collectors.joining(", "))));
            lines.add(line(done.at(), done.by(), "Wer informiert wurde – wann, was und warum", done.informed()));
        });
        return lines.stream().sorted(Comparator.comparing(At::at)).map(At::line).toList();
    }

    private At line(Instant at, String by, String what, String said) {
        return new At(at, new Line(GermanDates.time(at), by.isEmpty() ? "" : actors.displayName(by), what, said));
    }
}
