package org.kimlotse.assessment;

import java.util.List;
import org.kimlotse.shared.CaseId;

/** What rests on the expected benefit law elsewhere; asked before a correction applies, so that nobody is surprised. */
public interface BenefitLawConsequences {

    /** One German sentence for each thing that would change if this law were expected; saves nothing. */
    List<String> of(CaseId caseId, BenefitLaw after);
}
