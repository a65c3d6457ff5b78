package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.CaseId;

class StepFiguresTest {

    private static final LocalDate FROM = LocalDate.of(2026, 7, 1);
    private static final LocalDate TO = LocalDate.of(2026, 9, 28);
    private static final RulesOfProcedure RULES =
            new RulesOfProcedure(FROM, 14, 3, 50, true, 10, 10, 90, 5, 25, "Test");

    private static Handovers.Passing passing(int caseNo, int waited, boolean missed) {
        LocalDate started = LocalDate.of(2026, 8, 1);
        return passing(caseNo, started, started.plusDays(waited), missed ? started.plusDays(8) : null);
    }

    private static Handovers.Passing passing(
            int caseNo, LocalDate started, @Nullable LocalDate answered, @Nullable LocalDate missedOn) {
        return new Handovers.Passing(
                new HandoverId(UUID.randomUUID()),
                CaseId.of(2026, caseNo),
                started,
                started.plusDays(7),
                missedOn,
                answered);
    }

    private static StepFigures figures(int missed, int kept, int waited) {
        List<Handovers.Passing> passings = new ArrayList<>();
        for (int i = 1; i <= missed + kept; i++) {
            passings.add(passing(i, waited, i <= missed));
        }
        return StepFigures.of("JC-SIE", "H3", FROM, TO, passings);
    }

    @Test
    void countsWhatWasMissedByTheEndOfThePeriodOnly() {
        StepFigures figures = StepFigures.of(
                "JC-SIE",
                "H3",
                FROM,
                TO,
                List.of(
                        passing(1, LocalDate.of(2026, 9, 20), null, TO),
                        passing(2, LocalDate.of(2026, 9, 20), null, TO.plusDays(1))));
        assertThat(figures.missed()).isEqualTo(1);
        assertThat(figures.cases()).isEqualTo(2);
    }

    @Test
    void whoStillWaitsCountsUpToTheLastDayOfThePeriod() {
        StepFigures figures = StepFigures.of(
                "JC-SIE",
                "H3",
                FROM,
                TO,
                List.of(
                        passing(1, TO.minusDays(4), null, null),
                        passing(2, TO.minusDays(4), TO.plusDays(30), null),
                        passing(3, TO.minusDays(20), TO.minusDays(10), null)));
        assertThat(figures.medianText(1)).isEqualTo("4,0 Tage");
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoMiddleOnes() {
        StepFigures figures =
                StepFigures.of("JC-SIE", "H3", FROM, TO, List.of(passing(1, 3, false), passing(2, 6, false)));
        assertThat(figures.medianText(1)).isEqualTo("4,5 Tage");
    }

    @Test
    void fewerThanFiveCasesAreNeverShown() {
        StepFigures four = figures(3, 1, 10);
        assertThat(four.casesText(5)).isEqualTo("unter 5 Fälle");
        assertThat(four.missedText(5)).isEqualTo("nicht gezeigt (unter 5 Fälle)");
        assertThat(four.medianText(5)).isEqualTo("nicht gezeigt (unter 5 Fälle)");
        assertThat(figures(0, 0, 0).casesText(5)).isEqualTo("keine Fälle");
    }

    @Test
    void aSmallCellCanNotBeHadBySubtraction() {
        assertThat(figures(3, 9, 10).missedText(5)).isEqualTo("unter 5 Fälle von 12");
        assertThat(figures(9, 3, 10).missedText(5)).isEqualTo("alle bis auf unter 5 Fälle von 12");
        assertThat(figures(6, 6, 10).missedText(5)).isEqualTo("6 von 12 Übergaben");
        assertThat(figures(0, 12, 10).missedText(5)).isEqualTo("keine von 12 Übergaben");
    }

    @Test
    void aPercentageNeedsTwentyHandovers() {
        assertThat(figures(6, 13, 10).missedText(5)).isEqualTo("6 von 19 Übergaben");
        assertThat(figures(6, 14, 10).missedText(5)).isEqualTo("6 von 20 Übergaben (30 %)");
    }

    @Test
    void manyHandoversOfFewCasesStayHidden() {
        List<Handovers.Passing> passings = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            passings.add(passing(1 + i % 2, 10, true));
        }
        assertThat(StepFigures.of("JC-SIE", "H3", FROM, TO, passings).missedText(5))
                .isEqualTo("nicht gezeigt (unter 5 Fälle)");
    }

    @Test
    void underFiveCasesInEitherPeriodTheEffectCanNotBeJudged() {
        assertThat(Effect.of(figures(4, 0, 20), figures(0, 12, 3), RULES)).isEqualTo(Effect.NOT_ASSESSABLE);
        assertThat(Effect.of(figures(5, 7, 20), figures(0, 4, 3), RULES)).isEqualTo(Effect.NOT_ASSESSABLE);
        assertThat(Effect.of(figures(5, 0, 20), figures(0, 5, 3), RULES)).isEqualTo(Effect.EFFECTIVE);
    }

    @Test
    void effectiveMeansAQuarterFewerMissedAndNoLongerWait() {
        assertThat(Effect.of(figures(8, 2, 20), figures(6, 4, 20), RULES)).isEqualTo(Effect.EFFECTIVE);
        assertThat(Effect.of(figures(8, 2, 20), figures(7, 3, 5), RULES)).isEqualTo(Effect.NOT_EFFECTIVE);
        assertThat(Effect.of(figures(8, 2, 20), figures(2, 8, 21), RULES)).isEqualTo(Effect.NOT_EFFECTIVE);
    }

    @Test
    void sharesAreComparedNotNumbers() {
        assertThat(Effect.of(figures(6, 6, 20), figures(6, 14, 20), RULES)).isEqualTo(Effect.EFFECTIVE);
        assertThat(Effect.of(figures(6, 14, 20), figures(6, 2, 20), RULES)).isEqualTo(Effect.NOT_EFFECTIVE);
    }

    @Test
    void whereNothingWasMissedTheWaitDecides() {
        assertThat(Effect.of(figures(0, 10, 20), figures(0, 10, 15), RULES)).isEqualTo(Effect.EFFECTIVE);
        assertThat(Effect.of(figures(0, 10, 20), figures(0, 10, 16), RULES)).isEqualTo(Effect.NOT_EFFECTIVE);
        assertThat(Effect.of(figures(0, 10, 20), figures(1, 9, 5), RULES)).isEqualTo(Effect.NOT_EFFECTIVE);
        assertThat(Effect.of(figures(0, 10, 0), figures(0, 10, 0), RULES)).isEqualTo(Effect.NOT_EFFECTIVE);
    }
}
