package org.kimlotse.preview;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.StatusAhead;
import org.kimlotse.shared.Rechtskreis;

/**
 * Plans and facts around residence, family and counselling. Null means: not known.
 *
 * @param statusSince first day of the status in force alone
 * @param toleratedSince first day of the uninterrupted Duldung, of whatever kind, if one is in force
 * @param firstTolerated first day of the earliest Duldung that is known, of whatever kind
 * @param hereBefore first day known of what there is only in the country, of the statuses before the one in force
 * @param asylumSince first day of the Aufenthaltsgestattung
 * @param notCountedFrom first day of that Duldung
 * @param benefitNow the law that pays now, as it was said
 * @param ahead a status that begins later than the day asked about, or null
 * @param speechConcern of a child before school: KITA (the Kita reports it) or MEDICAL (a suspicion of illness)
 * @param mukisConsent the parents agree with an offer for the child's language
 * @param notCountedBefore the day a Duldung under § 60b AufenthG was behind the person, if there was one
 */
public record FamilyInput(
        @Nullable LocalDate titleValidUntil,
        @Nullable String wantsToMoveTo,
        boolean movesToFamily,
        @Nullable LocalDate movedOn,
        boolean carePlace,
        int schoolYears,
        boolean schoolDegree,
        @Nullable Boolean consentToModule3,
        boolean simpleNeed,
        boolean asylumQuestion,
        boolean remedyDeadlineRuns,
        @Nullable LocalDate statusSince,
        @Nullable LocalDate toleratedSince,
        @Nullable LocalDate firstTolerated,
        @Nullable LocalDate hereBefore,
        @Nullable LocalDate asylumSince,
        @Nullable LocalDate notCountedBefore,
        @Nullable LocalDate notCountedFrom,
        @Nullable Rechtskreis benefitNow,
        @Nullable StatusAhead ahead,
        @Nullable Boolean interpreterNeeded,
        @Nullable String speechConcern,
        @Nullable Boolean mukisConsent) {}
