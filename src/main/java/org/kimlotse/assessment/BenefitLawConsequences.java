package org.kimlotse.assessment;

import java.util.List;
import java.util.Map;
import org.kimlotse.shared.CaseId;

/** What rests on the expected benefit law and its facts elsewhere; asked before a correction applies, so that nobody is surprised. */
public interface BenefitLawConsequences {

    /**
     * One German sentence for each thing that would change if this law were expected; saves nothing.
     *
     * @param tried facts as they would be then, stored values; empty text: not known; absent: as they stand
     */
    List<String> of(CaseId caseId, BenefitLaw after, Map<StatusFact, String> tried);
}
