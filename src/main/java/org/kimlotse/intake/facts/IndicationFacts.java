package org.kimlotse.intake.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Confidential;

/**
 * What the first talk brought to light. Null means: not known.
 *
 * @param needAreas areas of life in which help is needed; the values are those of the form, only their number counts
 * @param agenciesInvolved offices or legal domains involved; only their number counts
 * @param managesAlone the person manages alone, the regular way works
 * @param wantsCaseManagement the person wants case management
 * @param consents the person consents to the case work (information given, at least one exchange allowed)
 * @param birthDate decides between MBE and JMD
 * @param birthDateUncertain true if day and month are not certain
 */
public record IndicationFacts(
        @Confidential Set<String> needAreas,
        @Confidential Set<String> agenciesInvolved,
        @Nullable Boolean managesAlone,
        @Nullable Boolean wantsCaseManagement,
        @Nullable Boolean consents,
        @Nullable LocalDate birthDate,
        boolean birthDateUncertain) {

    public IndicationFacts {
        needAreas = Collections.unmodifiableSet(new TreeSet<>(needAreas));
        agenciesInvolved = Collections.unmodifiableSet(new TreeSet<>(agenciesInvolved));
    }
}
